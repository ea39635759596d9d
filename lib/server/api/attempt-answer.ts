import { z } from "zod";
import { instantAnswer, instantOrNull, moneyAnswer, textOrNull } from "./money-answer";

export const attemptAnswer = z
  .object({
    id: z.string(),
    operation: z.string(),
    operationId: z.string(),
    attemptNo: z.int(),
    outcome: z
      .string()
      .describe("requested and started: under way; pending; unconfirmed; succeeded; declined; rejected; not_sent"),
    amount: moneyAnswer,
    gateway: z.string(),
    gatewayReference: textOrNull,
    reason: textOrNull.describe("The house's word for a refusal"),
    reasonText: textOrNull.describe("The same for people"),
    rawCode: textOrNull.describe("The gateway's own code"),
    rawMessage: textOrNull,
    paymentMethodId: textOrNull,
    authorizationId: textOrNull,
    captureId: textOrNull,
    invoiceId: textOrNull,
    approvalRequestId: textOrNull,
    actor: z.string(),
    correlationId: z.string(),
    requestedAt: instantAnswer,
    startedAt: instantOrNull,
    finishedAt: instantOrNull,
  })
  .meta({ id: "Attempt", description: "One numbered call to a gateway" });
