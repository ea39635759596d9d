import { z } from "zod";
import { orderSources, orderStatuses, worklistReasons } from "@/lib/payments/order-state";
import { instantAnswer, instantOrNull, moneyAnswer, moneyOrNull, textOrNull } from "./money-answer";

const captureStatuses = ["none", "pending", "failed", "success"] as const;

export const ownStatusAnswer = z
  .object({
    fieldId: z.string(),
    name: z.string().describe("The field's name as it is now"),
    invoiceId: textOrNull.describe("Null: it stands on the order itself"),
    value: z.string().describe("The id of a choice, or set for a flag"),
    label: textOrNull.describe("The choice's name as it is now; null for a flag"),
  })
  .meta({
    id: "OwnStatus",
    description: "A status of the store's own that is set. No rule reads it, and no money follows it",
  });

export const orderRowShape = {
  orderNumber: z.string(),
  account: z.object({ externalId: z.string(), name: z.string() }),
  source: z.string().describe(orderSources.join(", ")),
  reference: textOrNull,
  status: z.string().describe(orderStatuses.join(", ")),
  captureStatus: z.string().describe(captureStatuses.join(", ")),
  isFraudStopped: z.boolean(),
  total: moneyAnswer,
  approvedTotal: moneyOrNull.describe("What the customer has agreed to pay; null before confirmation"),
  captured: moneyAnswer,
  refunded: moneyAnswer,
  reasons: z.array(z.string()).describe(`Why it stands in front of a person: ${worklistReasons.join(", ")}`),
  ownStatuses: z.array(ownStatusAnswer).describe("What the store's own fields say of it and of its invoices"),
  placedAt: instantAnswer,
  promisedShipDate: instantOrNull,
  confirmedAt: instantOrNull,
  shippedAt: instantOrNull,
  cancelledAt: instantOrNull,
  updatedAt: instantAnswer,
  version: z.int().describe("Rises when what was agreed changes; send it back to be refused where somebody was faster"),
};

export const orderRowAnswer = z.object(orderRowShape).meta({ id: "OrderRow", description: "An order in brief" });
export type OrderRowAnswer = z.input<typeof orderRowAnswer>;
