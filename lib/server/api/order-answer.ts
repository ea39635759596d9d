import { z } from "zod";
import { attemptAnswer } from "./attempt-answer";
import { instantAnswer, instantOrNull, moneyAnswer, textOrNull } from "./money-answer";
import {
  authorizationAnswer,
  captureAnswer,
  coverageAnswer,
  invoiceAnswer,
  lineAnswer,
  methodAnswer,
  refundAnswer,
  releaseAnswer,
} from "./order-parts-answer";
import { orderRowShape } from "./order-row-answer";

const approvalRequestAnswer = z
  .object({
    id: z.string(),
    status: z.string(),
    reason: z.string(),
    note: textOrNull,
    amount: moneyAnswer,
    previousAmount: moneyAnswer,
    difference: moneyAnswer,
    address: z.string().describe("Masked: first letter and domain"),
    requestedBy: z.string(),
    failureReason: textOrNull,
    customerNote: textOrNull,
    requestedAt: instantAnswer,
    sentAt: instantOrNull,
    openedAt: instantOrNull,
    decidedAt: instantOrNull,
    expiresAt: instantAnswer,
    replacedById: textOrNull,
    successorOrderNumber: textOrNull,
  })
  .meta({ id: "ApprovalRequest", description: "One time that the customer was asked. Its link is never answered" });

const linkAnswer = z
  .object({
    orderNumber: z.string(),
    orderStatus: z.string(),
    status: z.string().describe("proposed until the new order is paid, then complete"),
    reason: z.string(),
    difference: moneyAnswer,
    createdAt: instantAnswer,
    completedAt: instantOrNull,
  })
  .meta({ id: "OrderLink" });

export const worklistReasonShape = {
  list: z.string(),
  reason: z.string(),
  amount: moneyAnswer,
  deadline: instantOrNull.describe("When it becomes worse by itself"),
  nextStep: z.string(),
  why: z.string().describe("A stable word for the reason behind the step"),
  whyText: z.string(),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  openedAt: instantAnswer,
  snoozedUntil: instantOrNull,
};

const timelineAnswer = z
  .object({
    seq: z.int(),
    type: z.string(),
    at: instantAnswer,
    actor: z.string(),
    correlationId: z.string(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "TimelineEntry" });

export const orderAnswer = z
  .object({
    ...orderRowShape,
    revision: z.int(),
    fraudReason: textOrNull,
    cancelReason: textOrNull,
    coverage: coverageAnswer,
    lines: z.array(lineAnswer),
    paymentMethods: z.array(methodAnswer),
    authorizations: z.array(authorizationAnswer),
    captures: z.array(captureAnswer),
    refunds: z.array(refundAnswer),
    attempts: z.array(attemptAnswer),
    releases: z.array(releaseAnswer),
    invoices: z.array(invoiceAnswer),
    approvalRequests: z.array(approvalRequestAnswer).describe("Newest first"),
    predecessor: linkAnswer.nullable().describe("The order that this one replaced"),
    successor: linkAnswer.nullable().describe("The order that replaced this one"),
    worklist: z.array(z.object(worklistReasonShape).meta({ id: "WorklistReason" })),
    timeline: z.array(timelineAnswer).describe("Oldest first; of a very long story the newest 1,000 entries"),
  })
  .meta({ id: "Order", description: "The whole truth about one order" });
export type OrderAnswer = z.input<typeof orderAnswer>;
