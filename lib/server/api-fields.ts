import { z } from "zod";
import type { Money } from "@/lib/payments/money";

/** `{"amountMinor": 24118, "currency": "USD"}`: whole minor units, never a fraction, never a text. */
export const moneySchema = z
  .strictObject({
    amountMinor: z.int().min(0),
    currency: z.string().regex(/^[A-Z]{3}$/, "must be an ISO 4217 code"),
  })
  .transform(({ amountMinor, currency }): Money => ({ amountMinor: BigInt(amountMinor), currency }));

export function moneyJson(money: Money): { amountMinor: bigint; currency: string } {
  return { amountMinor: money.amountMinor, currency: money.currency };
}

/** Lists page by cursor. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, "must be a number from 1 to 200")
    .transform(Number)
    .pipe(z.int().min(1).max(200))
    .default(50),
  cursor: z.string().min(1).max(500).optional(),
};
