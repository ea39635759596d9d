import type { RepriceAnswer } from "@/lib/operations/order/reprice-order";
import { money } from "@/lib/payments/money";
import type { ApiOrder } from "@/lib/queries/api/get-api-order";
import type { RepriceOrderAnswer } from "./reprice-order-endpoint";

/** The difference, where the money stands now, and what happens next (S53). */
export function toRepriceAnswer(repriced: RepriceAnswer, order: ApiOrder): RepriceOrderAnswer {
  const { direction, difference, needsApproval, reason, nextStep, currency, attemptIds } = repriced;
  return {
    orderNumber: order.orderNumber,
    status: order.status,
    version: order.version,
    direction,
    previousTotal: money(repriced.previousMinor, currency),
    total: money(repriced.totalMinor, currency),
    difference,
    needsApproval,
    reason,
    nextStep,
    message: messages[nextStep] ?? "Nothing has to happen.",
    coverage: order.coverage,
    attempts: order.attempts.filter((attempt) => attemptIds.includes(attempt.id)),
  };
}

const messages: Readonly<Record<string, string>> = {
  ask_customer: "The customer has to approve the new total; nothing ships until then. Ask with an approval request.",
  authorize_again: "The rest is being authorized in the background.",
  none: "What is held suffices: nothing has to happen.",
};
