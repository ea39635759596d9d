import { z } from "zod";
import { orderSources, orderStatuses, worklistReasons } from "@/lib/payments/order-state";
import { instantAnswer, instantOrNull, moneyAnswer, moneyOrNull, textOrNull } from "./money-answer";

const captureStatuses = ["none", "pending", "failed", "success"] as const;

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
