import { z } from "zod";
import { textSchema } from "@/lib/operations/input-schemas";
import { defineEndpoint } from "../define-endpoint";
import { moneyAnswer } from "./money-answer";
import { amountBody } from "./order-lines-body";
import { accountPath } from "./path-fields";

const creditAnswer = z
  .object({
    externalId: z.string(),
    balance: moneyAnswer.describe("Below zero: what the customer owes"),
    held: moneyAnswer.describe("Promised to orders that are not captured yet"),
    available: moneyAnswer.describe("Credit that can still be used"),
  })
  .meta({ id: "CreditLine" });

export const recordCreditPaymentEndpoint = defineEndpoint({
  method: "POST",
  path: "/accounts/{externalId}/credit-payments",
  operationId: "recordCreditPayment",
  summary: "Report that a customer paid off credit",
  description: "As much of the line of credit can be used again. The same reference again does nothing more.",
  params: accountPath,
  body: z
    .strictObject({ amount: amountBody, reference: textSchema(80).describe("Your number of the payment") })
    .meta({ id: "RecordCreditPayment" }),
  answers: { 200: { description: "Recorded, now or before", schema: creditAnswer } },
  refusals: ["invalid_amount", "account_not_found", "no_credit_line", "currency_mismatch", "reference_already_used"],
});
