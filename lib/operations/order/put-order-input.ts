import { z } from "zod";
import { methodKinds } from "@/lib/payments/gateway";
import { money } from "@/lib/payments/money";
import type { OrderLine } from "@/lib/payments/order-lines";
import { currencySchema, instantSchema, minorUnitsSchema, textSchema, tokenSchema } from "../input-schemas";

const lineSchema = z.strictObject({
  sku: textSchema(80),
  name: textSchema(200),
  quantity: z.number().int({ error: "must be a whole number" }).min(1).max(100_000),
  unitPriceMinor: minorUnitsSchema,
  taxMinor: minorUnitsSchema.default(0n),
  shippingMinor: minorUnitsSchema.default(0n),
  shippingTaxMinor: minorUnitsSchema.default(0n),
  adjustmentMinor: minorUnitsSchema.default(0n).describe("Lowers the line's amount"),
  tradingAgreement: textSchema(80).optional(),
});

export const orderLinesSchema = z
  .array(lineSchema)
  .min(1, { error: "must have at least one line" })
  .max(500)
  .superRefine((lines, check) => {
    if (check.issues.length > 0) return;
    for (const [index, line] of lines.entries()) {
      const gross =
        line.unitPriceMinor * BigInt(line.quantity) + line.taxMinor + line.shippingMinor + line.shippingTaxMinor;
      if (line.adjustmentMinor > gross)
        check.addIssue({
          code: "custom",
          path: [index, "adjustmentMinor"],
          message: "must not be more than the line's amount",
        });
    }
  });

const priorAuthorizationSchema = z.strictObject({
  gatewayReference: tokenSchema,
  amountMinor: minorUnitsSchema,
  authorizedAt: instantSchema.optional(),
  expiresAt: instantSchema.optional(),
});

const orderMethodSchema = z.strictObject({
  type: z.enum(methodKinds),
  gateway: z.enum(["stripe", "paypal"]).optional(),
  token: tokenSchema.optional(),
  customerToken: tokenSchema.optional(),
  brand: textSchema(40).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/, { error: "must be four digits" })
    .optional(),
  expiryMonth: z.number().int().min(1).max(12).optional(),
  expiryYear: z.number().int().min(2000).max(2100).optional(),
  limitMinor: minorUnitsSchema.optional().describe("At most this much; absent means unlimited"),
  fixedMinor: minorUnitsSchema.optional().describe("Exactly this much"),
  priorAuthorization: priorAuthorizationSchema.optional(),
});

export const putOrderInput = z.strictObject({
  account: textSchema(100).describe("externalId of the account"),
  source: z.enum(["commerce", "quote", "repair"]),
  reference: textSchema(80).optional(),
  currency: currencySchema,
  lines: orderLinesSchema,
  placedAt: instantSchema.optional(),
  promisedShipAt: instantSchema.nullable().optional(),
  paymentMethods: z.array(orderMethodSchema).max(20).default([]),
  promotions: z.array(textSchema(60)).max(20).default([]),
});
export type PutOrderInput = z.output<typeof putOrderInput>;
export type OrderLineInput = PutOrderInput["lines"][number];

/** Input lines as the domain's, numbered from 1 in the order given. */
export function toOrderLines(lines: readonly OrderLineInput[], currency: string): OrderLine[] {
  return lines.map((line, index) => ({
    lineNo: index + 1,
    sku: line.sku,
    name: line.name,
    quantity: line.quantity,
    unitPrice: money(line.unitPriceMinor, currency),
    tax: money(line.taxMinor, currency),
    shipping: money(line.shippingMinor, currency),
    shippingTax: money(line.shippingTaxMinor, currency),
    adjustment: money(line.adjustmentMinor, currency),
    tradingAgreement: line.tradingAgreement ?? null,
  }));
}
