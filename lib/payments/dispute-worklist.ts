import { stepOfDispute } from "./disputing";
import { isPositive, sum } from "./money";
import type { Order } from "./order";
import type { WorklistEntry } from "./worklist-entry";

/** An open dispute about captured money stands in front of a person whatever became of the order. Refused captures have entries of their own. */
export function disputeEntries(order: Order): WorklistEntry[] {
  if (!order.dispute.isOpen) return [];
  const amount = sum(
    order.total.currency,
    order.captures.map(({ disputed }) => disputed),
  );
  const entry = { list: "unpaid", reason: "payment_disputed", subjectId: null } as const;
  const deadline = order.dispute.answerBy;
  return isPositive(amount) ? [{ ...entry, deadline, amount, ...stepOfDispute(order.dispute) }] : [];
}
