import { z } from "zod";

/** Money as it leaves: a bigint inside, a JSON integer outside, written and described as one. */
export const moneyAnswer = z
  .object({
    amountMinor: z.bigint().describe("Whole minor units: cents, yen, fils"),
    currency: z.string().describe("ISO 4217 code"),
  })
  .meta({ id: "Money", description: "An amount in whole minor units of one currency" });

export const moneyOrNull = moneyAnswer.nullable();
export const instantAnswer = z.iso.datetime().describe("RFC 3339 in UTC");
export const instantOrNull = instantAnswer.nullable();
export const textOrNull = z.string().nullable();
