import { type WorklistReason, worklistReasons } from "@/lib/payments/order-state";
import { reasonOrder } from "../worklists/reason-order";
import type { OpenItem } from "./read-record";

/** The reason that speaks for an order on its record: the same that its row in the list of unpaid orders shows. */
export function leadingOf(items: readonly OpenItem[]): OpenItem | null {
  const sorted = [...items].sort((a, b) => rankOf(a) - rankOf(b) || deadlineOf(a) - deadlineOf(b));
  return sorted[0] ?? null;
}

function rankOf(item: OpenItem): number {
  const rank = reasonOrder.indexOf(item.reason as WorklistReason);
  const listRank = item.list === "unpaid" ? 0 : 0.5;
  return (rank < 0 ? worklistReasons.length : rank) + listRank;
}

function deadlineOf(item: OpenItem): number {
  return item.deadline_at?.getTime() ?? Number.MAX_SAFE_INTEGER;
}
