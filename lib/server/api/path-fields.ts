import { z } from "zod";
import { orderNumberSchema, tokenSchema } from "@/lib/operations/input-schemas";

export const orderPath = z.strictObject({ orderNumber: orderNumberSchema });

export const releasePath = z.strictObject({
  orderNumber: orderNumberSchema,
  releaseNo: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "must be the number of a release")
    .transform(Number),
});

export const accountPath = z.strictObject({
  externalId: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}$/, "must be 1 to 100 letters, digits, or any of . _ : @ -"),
});

export const giftCardPath = z.strictObject({
  cardToken: tokenSchema.regex(
    /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,99}$/,
    "must be 1 to 100 letters, digits, or any of . _ : @ -",
  ),
});

export const invoicePath = z.strictObject({
  invoiceId: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/, "must be the id of an invoice"),
});

export const worklistPath = z.strictObject({ name: z.string().regex(/^[a-z-]{1,40}$/, "must be the name of a list") });

/** The order's version that the caller saw; another one is refused as `stale_version`. */
export const versionField = z
  .int()
  .min(1)
  .optional()
  .describe("The order's version that you saw; refused as stale_version where somebody was faster");
