import { z } from "zod";
import { withoutTurns } from "@/lib/format/without-turns";
import { isCurrency } from "@/lib/payments/currency";

/** Pieces of input that several operations share. Strict: an unknown field is refused, not ignored. */
export const currencySchema = z
  .string()
  .refine(isCurrency, { error: "must be an ISO 4217 currency code" })
  .describe("ISO 4217 code, upper case");

/** Whole minor units of a known currency, at most 15 digits so that JSON keeps every one of them. */
export const minorUnitsSchema = z
  .number({ error: "must be a whole number of minor units" })
  .int({ error: "must be a whole number of minor units" })
  .min(0, { error: "must not be negative" })
  .max(999_999_999_999_999, { error: "must have at most 15 digits" })
  .transform((amountMinor) => BigInt(amountMinor));

export const moneySchema = z.strictObject({ amountMinor: minorUnitsSchema, currency: currencySchema });

export const instantSchema = z.iso
  .datetime({ offset: true, error: "must be an RFC 3339 time with a zone" })
  .transform((text) => new Date(text));

export const orderNumberSchema = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: "must be letters, digits, dot, dash or underscore" });

export const emailSchema = z.email({ error: "must be one e-mail address" }).max(254);

export const textSchema = (max: number) =>
  z
    .string()
    .overwrite((text) => withoutTurns(text))
    .trim()
    .min(1, { error: "must not be empty" })
    .max(max, { error: `must have at most ${max} characters` });

const cardNumberShape = /(?:\d[ -]?){13,19}/;

/** Refuses anything that could be a card number: no field of ours ever takes one. */
export const tokenSchema = textSchema(255).refine((token) => !cardNumberShape.test(token), {
  error: "must be the gateway's token; a card number never belongs here",
});
