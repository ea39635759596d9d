import { z } from "zod";
import { defineEndpoint } from "../define-endpoint";
import { attemptAnswer } from "./attempt-answer";
import { instantOrNull, moneyAnswer, moneyOrNull, textOrNull } from "./money-answer";
import { coverageAnswer } from "./order-parts-answer";
import { orderPath } from "./path-fields";

const methodOutcome = z
  .object({
    id: z.string(),
    sequence: z.int(),
    type: z.string(),
    label: z.string(),
    outcome: z
      .string()
      .describe(
        "authorized; declined; pending: the bank is still checking; unconfirmed: no answer yet; waiting: the call is under way or comes later; not_used: nothing was asked of it",
      ),
    amount: moneyOrNull.describe("What was asked of it, or is held on it"),
    expiresAt: instantOrNull,
    reason: textOrNull.describe("The house's word for a refusal"),
    reasonText: textOrNull.describe("The same for people"),
    rawCode: textOrNull,
  })
  .meta({ id: "MethodOutcome" });

const confirmAnswer = z
  .object({
    result: z.enum(["Y", "N"]).describe("Y: the order is confirmed"),
    message: z.string(),
    orderNumber: z.string(),
    status: z.string(),
    version: z.int(),
    total: moneyAnswer,
    remainingToAuthorize: moneyAnswer,
    coverage: coverageAnswer,
    paymentMethods: z.array(methodOutcome),
    attempts: z.array(attemptAnswer).describe("The calls that this request made"),
  })
  .meta({ id: "ConfirmAnswer" });
export type ConfirmAnswer = z.input<typeof confirmAnswer>;

export const confirmOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/confirm",
  operationId: "confirmOrder",
  summary: "Authorize what is needed and confirm",
  description:
    "Waits up to 8 seconds for the gateway. N says per method what failed and why, and what remains to be authorized.",
  params: orderPath,
  answers: {
    200: { description: "Decided: confirmed (Y), or not (N)", schema: confirmAnswer },
    202: { description: "Still under way (N so far): read the order in a while", schema: confirmAnswer },
  },
  refusals: [
    "order_not_found",
    "already_confirmed",
    "order_closed",
    "order_fraud_stopped",
    "authorize_in_progress",
    "payment_token_missing",
    "amount_not_possible",
  ],
  refusalStatus: { amount_not_possible: 422 },
});
