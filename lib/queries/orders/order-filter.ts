import { orderSources, orderStatuses } from "@/lib/payments/order-state";
import { parseDay } from "../parse-day";
import type { QueryScope } from "../query-scope";
import type { SqlValues } from "../sql-values";
import { type OwnStatus, ownStatusTerm, parseOwnStatus } from "../status-fields/own-status";

export const captureStatuses = ["none", "pending", "failed", "success"] as const;

/** What the list of all orders can be narrowed by. */
export type OrderFilter = {
  readonly search: string | null;
  readonly status: string | null;
  readonly capture: string | null;
  readonly source: string | null;
  /** The day, YYYY-MM-DD in the reader's zone, on which a live hold ends. */
  readonly holdEnds: string | null;
  readonly accountId: string | null;
  readonly ownStatus: OwnStatus | null;
};

export type OrderFilterText = Partial<
  Record<"q" | "status" | "capture" | "source" | "hold_ends" | "account" | "own", string | null>
>;

/** Reads filters from the URL; a word that names nothing is dropped. */
export function parseOrderFilter(text: OrderFilterText): OrderFilter {
  const search = (text.q ?? "").trim().slice(0, 120);
  return {
    search: search === "" ? null : search,
    status: oneOf(orderStatuses, text.status),
    capture: oneOf(captureStatuses, text.capture),
    source: oneOf(orderSources, text.source),
    holdEnds: parseDay(text.hold_ends),
    accountId: /^acc_[0-9a-z]{1,60}$/.test(text.account ?? "") ? (text.account ?? null) : null,
    ownStatus: parseOwnStatus(text.own),
  };
}

/** Conditions on the order `o`; the search is a set of ids of its own. */
export function orderFilterTerms(
  { timeZone }: Pick<QueryScope, "timeZone">,
  values: SqlValues,
  filter: OrderFilter,
): string[] {
  const terms: string[] = [];
  if (filter.status !== null) terms.push(`o.status = ${values.add(filter.status)}`);
  if (filter.capture !== null) terms.push(`o.capture_status = ${values.add(filter.capture)}`);
  if (filter.source !== null) terms.push(`o.source = ${values.add(filter.source)}`);
  if (filter.accountId !== null) terms.push(`o.account_id = ${values.add(filter.accountId)}`);
  if (filter.ownStatus !== null) terms.push(ownStatusTerm(values, filter.ownStatus));
  if (filter.holdEnds !== null) {
    const [day, zone] = [values.add(filter.holdEnds), values.add(timeZone)];
    terms.push(`o.status IN ('confirmed','shipped') AND o.id IN (
      SELECT z.order_id FROM authorizations z WHERE z.store_id = o.store_id AND z.status IN ('authorized','void_requested')
        AND z.expires_at >= ${day}::date::timestamp AT TIME ZONE ${zone} AND z.expires_at < (${day}::date + 1)::timestamp AT TIME ZONE ${zone})`);
  }
  return terms;
}

function oneOf(words: readonly string[], text: string | null | undefined): string | null {
  return words.find((word) => word === text) ?? null;
}
