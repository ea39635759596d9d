import { type AmountView, minorToAmountView, toAmountView } from "@/lib/format/amount-view";
import { formatMoney } from "@/lib/format/format-money";
import { orderStatusWords } from "@/lib/format/order-words";
import { priceApprovalNeed } from "@/lib/payments/approval";
import { isLiveApproval } from "@/lib/payments/approval-state";
import { money } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import type { OrderStatus } from "@/lib/payments/order-state";
import type { ChainLink } from "./read-chain";

export type ChainEntry = {
  orderNumber: string;
  isLinked: boolean;
  note: string;
  kind: "past" | "this" | "successor" | "future";
  change: AmountView | null;
};
export type OrderChain = { entries: ChainEntry[]; hiddenCount: number; explanation: string };

const MOST_SHOWN = 5;

/** What an order replaced and was, or will be, replaced by; at most five, the nearest ones (H15 to H17). */
export function orderChain(
  order: Order,
  links: readonly ChainLink[],
  facts: { willReplace: boolean; customer: string },
): OrderChain | null {
  const entries = links.map(toEntry);
  const future = facts.willReplace && links.at(-1)?.place === 0 ? futureEntry(order) : null;
  if (future) entries.push(future);
  if (entries.length < 2) return null;
  const here = entries.findIndex((entry) => entry.kind === "this");
  const start = Math.max(0, Math.min(here - 2, entries.length - MOST_SHOWN));
  const shown = entries.slice(start, start + MOST_SHOWN);
  return {
    entries: shown.map((entry, index) => (index === 0 ? { ...entry, change: null } : entry)),
    hiddenCount: entries.length - shown.length,
    explanation: explanationOf(order, future !== null, facts.customer),
  };
}

function toEntry(link: ChainLink): ChainEntry {
  const total = formatMoney(money(link.total_minor, link.currency));
  const status = orderStatusWords[link.status as OrderStatus];
  const isHalf = link.is_complete === false && link.status !== "cancelled";
  return {
    orderNumber: link.order_number,
    isLinked: link.place !== 0,
    note: link.place === 0 ? `this order, ${total}` : `${isHalf ? "not complete" : status}, ${total}`,
    kind: link.place === 0 ? "this" : link.place < 0 ? "past" : "successor",
    change: link.difference_minor === null ? null : minorToAmountView(link.difference_minor, link.currency),
  };
}

function futureEntry(order: Order): ChainEntry | null {
  const need = priceApprovalNeed(order);
  const isAsked = order.approval !== null && isLiveApproval(order.approval.status);
  const hasShipped = order.releases.some((release) => release.status === "shipped");
  if (!need.needed || hasShipped) return null;
  return {
    orderNumber: "New order",
    isLinked: false,
    note: `${isAsked ? "made when approved" : "made once asked and approved"}, ${formatMoney(order.total)}`,
    kind: "future",
    change: toAmountView(need.difference),
  };
}

function explanationOf(order: Order, hasFuture: boolean, customer: string): string {
  if (hasFuture) return `When ${customer} approves, this order is cancelled, a new one is made, and both stay linked.`;
  if (order.successor && !order.successor.isComplete)
    return "The new order waits for its money; this one stays until then.";
  if (order.successor) return "This order was replaced. Its hold was released when the new one was covered.";
  return "This order took over from an earlier one.";
}
