import { z } from "zod";
import { textSchema } from "@/lib/operations/input-schemas";
import { defineEndpoint } from "../define-endpoint";
import { instantAnswer, moneyAnswer, textOrNull } from "./money-answer";
import { amountBody } from "./order-lines-body";
import { giftCardPath } from "./path-fields";

const balanceFields = {
  cardToken: z.string(),
  balance: moneyAnswer.describe("What is on the card, held money included"),
  held: moneyAnswer.describe("Promised to orders that are not captured yet"),
  available: moneyAnswer.describe("What can still be spent"),
};

const grantAnswer = z.object({ ...balanceFields, isNew: z.boolean() }).meta({ id: "GrantAnswer" });

export const giftCardAnswer = z
  .object({
    ...balanceFields,
    last4: textOrNull,
    account: textOrNull.describe("externalId of the customer it was issued to"),
    issuedAt: instantAnswer,
    movements: z
      .array(
        z.object({
          kind: z.string().describe("grant, hold, hold_and_take, take, release, give_back"),
          amount: moneyAnswer,
          orderNumber: textOrNull,
          at: instantAnswer,
        }),
      )
      .describe("The newest 100, newest first"),
  })
  .meta({ id: "GiftCard" });

export const grantGiftCardEndpoint = defineEndpoint({
  method: "POST",
  path: "/gift-cards/{cardToken}/grants",
  operationId: "grantGiftCard",
  summary: "Issue a gift card, or put money on it",
  description:
    "The first grant issues the card. The token is your own name for it: keep the code that is printed on the card to yourselves. `reference` names the sale or the goodwill: the same one again does nothing more.",
  params: giftCardPath,
  body: z
    .strictObject({
      amount: amountBody,
      reference: textSchema(80).describe("Your number of the sale; one grant each"),
      account: textSchema(100).optional().describe("externalId of the customer, with the first grant"),
      last4: z
        .string()
        .regex(/^\d{4}$/, { error: "must be four digits" })
        .optional()
        .describe("With the first grant; left out: the token's last four where they are digits"),
      reason: textSchema(200).optional(),
    })
    .meta({ id: "GrantGiftCard" }),
  answers: {
    200: { description: "Granted, now or before", schema: grantAnswer },
    201: { description: "Issued", schema: grantAnswer },
  },
  refusals: ["invalid_amount", "account_not_found", "currency_mismatch", "reference_already_used"],
});

export const getGiftCardEndpoint = defineEndpoint({
  method: "GET",
  path: "/gift-cards/{cardToken}",
  operationId: "getGiftCard",
  summary: "What is on a gift card",
  params: giftCardPath,
  answers: { 200: { description: "The card", schema: giftCardAnswer } },
  refusals: ["gift_card_not_found"],
});
