import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { refusalText } from "@/lib/format/refusal-words";
import { type BulkKind, mostInBulk } from "@/lib/payments/bulk-work";
import { later, MINUTE_MS } from "@/lib/payments/instant";
import { decideSnooze } from "@/lib/payments/snoozing";
import { loadOrders, type OrderRead } from "../orders/load-orders";
import { orderVerbs } from "../orders/order-verbs";
import { type QueryScope, readRows } from "../query-scope";
import { type SelectedOrder, type Selection, selectOrders } from "./select-orders";

export type BulkPreview = {
  /** Orders of the selection as it is now; one more than allowed where there are too many. */
  readonly total: number;
  readonly most: number;
  readonly able: number;
  /** Of those that can be done, one per currency. */
  readonly sums: AmountView[];
  readonly skips: { readonly reason: string; readonly count: number; readonly examples: string[] }[];
};

const chunk = 200;

/** What a bulk act would do, judged order by order with the rules that will judge it: how many, how much, and who is left out and why. */
export async function previewBulk(scope: QueryScope, kind: BulkKind, selection: Selection): Promise<BulkPreview> {
  const selected = await selectOrders(scope, selection);
  const claimed = await readClaims(scope, selected);
  const sums = new Map<string, bigint>();
  const skips = new Map<string, string[]>();
  let able = 0;
  for (let start = 0; start < Math.min(selected.length, mostInBulk); start += chunk) {
    const part = selected.slice(start, start + chunk);
    const orders = await loadOrders(
      scope,
      part.map((row) => row.orderId),
    );
    for (const row of part) {
      const holder = kind === "assign" ? undefined : claimed.get(row.orderId);
      const refusal = holder
        ? refusalText("claimed_by_other", holder)
        : refusalOf(scope, kind, orders.get(row.orderId));
      if (refusal !== null) skips.set(refusal, [...(skips.get(refusal) ?? []), row.orderNumber]);
      else {
        able += 1;
        sums.set(row.currency, (sums.get(row.currency) ?? 0n) + row.amountMinor);
      }
    }
  }
  return {
    total: selected.length,
    most: mostInBulk,
    able,
    sums: [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => minorToAmountView(minor, currency)),
    skips: [...skips]
      .map(([reason, numbers]) => ({ reason, count: numbers.length, examples: numbers.slice(0, 3) }))
      .sort((a, b) => b.count - a.count),
  };
}

/** Why this order would be left out, in words; null where it can be done. */
function refusalOf(scope: QueryScope, kind: BulkKind, read: OrderRead | undefined): string | null {
  if (!read) return refusalText("order_not_found");
  if (kind === "assign" || kind === "set_status") return null;
  if (kind === "snooze") {
    const decision = decideSnooze(read.order, later(scope.now, MINUTE_MS), scope.now);
    return decision.ok ? null : refusalText(decision.reason);
  }
  const wanted: readonly string[] =
    kind === "capture" ? ["capture", "retry_capture", "authorize_and_capture"] : ["ask_customer"];
  const verbs = orderVerbs(read.order, scope.now, { email: read.account.email }).filter((verb) =>
    wanted.includes(verb.verb),
  );
  if (verbs.some((verb) => verb.refusal === null)) return null;
  return refusalText(verbs[0]?.refusal ?? (kind === "capture" ? "nothing_to_capture" : "nothing_to_approve"));
}

async function readClaims(scope: QueryScope, selected: readonly SelectedOrder[]): Promise<Map<string, string>> {
  const rows = await readRows<{ order_id: string; name: string }>(
    scope,
    `SELECT c.order_id, s.name FROM order_claims c JOIN staff_users s ON s.store_id = c.store_id AND s.id = c.user_id
     WHERE c.store_id = $1 AND c.expires_at > $2 AND c.user_id <> $3 AND c.order_id = ANY($4)`,
    [scope.storeId, new Date(scope.now), scope.viewer.userId, selected.map((row) => row.orderId)],
  );
  return new Map(rows.map((row) => [row.order_id, row.name]));
}
