import { type AmountView, minorToAmountView, toAmountView } from "@/lib/format/amount-view";
import { dateIn } from "@/lib/format/format-instant";
import { lapseText } from "@/lib/format/lapse-words";
import { toInstant } from "@/lib/payments/instant";
import { lapsingMoney } from "@/lib/payments/lapsing";
import type { NextStep, WorklistReason } from "@/lib/payments/order-state";
import type { QueryScope } from "../query-scope";
import { type ContactFacts, type LastContact, toLastContact } from "./last-contact";
import type { OrderRead } from "./load-orders";
import { type CoverageRead, coverageRead, type HoldRead, leadingHold, toHoldRead } from "./order-standing";
import { type OrderVerb, orderVerbs } from "./order-verbs";
import { type Person, toPerson } from "./person";

/** One order in a list: what stands in the way of its money, how far it is secured, and what may be done about it. */
export type OrderListRow = {
  orderNumber: string;
  accountId: string;
  customerName: string;
  customerPhone: string | null;
  /** null where nothing stands in the way of its money. */
  reason: WorklistReason | null;
  step: NextStep;
  why: string;
  due: AmountView;
  /** When money without a place has to have one; null for all other money. */
  settleBy: string | null;
  /** What `due` says: money that is owed, or money that its payer disputes, of which nothing is owed. */
  amountIs: "due" | "disputed";
  total: AmountView;
  coverage: CoverageRead;
  hold: HoldRead | null;
  /** That money lapses before it can ship, in one sentence; null where none does (X02). */
  lapse: string | null;
  promisedOn: string | null;
  shippedOn: string | null;
  lastContact: LastContact | null;
  /** "Review: Cleared", a flag by its name alone; empty where the request did not ask for them. */
  ownStatuses: readonly string[];
  owner: Person | null;
  claimedBy: Person | null;
  verbs: OrderVerb[];
};

/** What a list's statement gives for one row; the order itself is loaded beside it, for all rows at once. */
export type ListItemJson = ContactFacts & {
  order_id: string;
  reason: string | null;
  next_step: string | null;
  why: string | null;
  amount_minor: bigint;
  currency: string;
  owner_id: string | null;
  owner_name: string | null;
  claim_user_id: string | null;
  claim_user_name: string | null;
};

/** Joins of the owner and of whoever holds the lease now; `alias` names the row that has store_id and order_id. */
export function peopleJoins(alias: string, owner: string, now: string): string {
  return `LEFT JOIN staff_users owner ON owner.store_id = ${alias}.store_id AND owner.id = ${owner}
    LEFT JOIN order_claims claim ON claim.store_id = ${alias}.store_id AND claim.order_id = ${alias}.order_id AND claim.expires_at > ${now}
    LEFT JOIN staff_users claimer ON claimer.store_id = claim.store_id AND claimer.id = claim.user_id`;
}

export const peopleColumns =
  "owner.id AS owner_id, owner.name AS owner_name, claimer.id AS claim_user_id, claimer.name AS claim_user_name";

export function toOrderListRow(
  scope: Pick<QueryScope, "now" | "timeZone">,
  item: ListItemJson,
  read: OrderRead,
  ownStatuses: readonly string[] = [],
): OrderListRow {
  const { order, account } = read;
  const lapsing = lapsingMoney(order, scope.now);
  const dateOf = (at: number | null | undefined) => (at == null ? null : dateIn(toInstant(at), scope.timeZone));
  return {
    orderNumber: order.orderNumber,
    accountId: account.id,
    customerName: account.name,
    customerPhone: account.phone,
    reason: item.reason as WorklistReason | null,
    step: (item.next_step ?? "none") as NextStep,
    why: item.why ?? "",
    due: minorToAmountView(item.amount_minor, item.currency),
    settleBy: null,
    amountIs: item.reason === "payment_disputed" ? "disputed" : "due",
    total: toAmountView(order.total),
    coverage: coverageRead(order, scope.now),
    hold: toHoldRead(leadingHold(order, scope.now), read.holdsEndedAt),
    lapse: lapsing && lapseText(lapsing),
    promisedOn: dateOf(order.promisedShipAt),
    shippedOn: dateOf(read.shippedAt?.getTime()),
    lastContact: toLastContact(item),
    ownStatuses,
    owner: toPerson(item.owner_id, item.owner_name),
    claimedBy: toPerson(item.claim_user_id, item.claim_user_name),
    verbs: orderVerbs(order, scope.now, { email: account.email }),
  };
}
