import { findOrdersSql } from "../orders/find-orders-sql";
import { type QueryScope, readRows, readRowsByKeptPlan } from "../query-scope";
import { SqlValues } from "../sql-values";
import { type OwnStatus, ownStatusTerm } from "../status-fields/own-status";
import { cursorText, parseCursor } from "./cursor";
import { type ApiOrderRow, type OrderRowJson, orderRowColumns, toApiOrderRow } from "./order-row";
import { rowsToRead } from "./rows-to-read";

export type ApiOrderFilter = {
  readonly status?: string | undefined;
  readonly captureStatus?: string | undefined;
  readonly source?: string | undefined;
  /** externalId */
  readonly account?: string | undefined;
  readonly email?: string | undefined;
  readonly q?: string | undefined;
  readonly placedFrom?: Date | undefined;
  readonly placedTo?: Date | undefined;
  readonly hasReason?: boolean | undefined;
  readonly reason?: string | undefined;
  readonly ownStatus?: OwnStatus | null | undefined;
};
export type ApiPageRequest = { readonly limit: number; readonly cursor?: string | undefined };
export type ApiPage<Item> = { items: Item[]; nextCursor: string | null };

/** Newest first. Each page begins behind the last row of the one before: no counting, no skipping. Null where the cursor is none of ours. */
export async function listApiOrders(
  scope: Pick<QueryScope, "pool" | "storeId">,
  filter: ApiOrderFilter,
  { limit, cursor }: ApiPageRequest,
): Promise<ApiPage<ApiOrderRow> | null> {
  const after = cursor === undefined ? null : parseCursor(LIST, cursor);
  if (after === undefined || after?.at === null) return null;
  const values = new SqlValues();
  const store = values.add(scope.storeId);
  const terms = [`o.store_id = ${store}`, ...filterTerms(values, store, filter)];
  if (after) {
    const [at, id] = [values.add(after.at), values.add(after.id)];
    terms.push(`o.placed_at <= ${at} AND (o.placed_at < ${at} OR o.id > ${id})`);
  }
  const readPage = filter.q === undefined ? readRows : readRowsByKeptPlan;
  const read = await readPage<OrderRowJson>(
    scope,
    `SELECT ${orderRowColumns} FROM orders o JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
     WHERE ${terms.join(" AND ")} ORDER BY o.placed_at DESC, o.id LIMIT ${rowsToRead(limit)}`,
    values.list,
  );
  const last = read.length > limit ? read[limit - 1] : undefined;
  return {
    items: read.slice(0, limit).map(toApiOrderRow),
    nextCursor: last ? cursorText(LIST, [last.placed_at.toISOString(), last.id]) : null,
  };
}

const LIST = "orders";

function filterTerms(values: SqlValues, store: string, filter: ApiOrderFilter): string[] {
  const terms: string[] = [];
  const ofAccounts = (condition: string) =>
    `o.account_id IN (SELECT x.id FROM accounts x WHERE x.store_id = ${store} AND ${condition})`;
  if (filter.status !== undefined) terms.push(`o.status = ${values.add(filter.status)}`);
  if (filter.captureStatus !== undefined) terms.push(`o.capture_status = ${values.add(filter.captureStatus)}`);
  if (filter.source !== undefined) terms.push(`o.source = ${values.add(filter.source)}`);
  if (filter.account !== undefined) terms.push(ofAccounts(`x.external_id = ${values.add(filter.account)}`));
  if (filter.email !== undefined)
    terms.push(ofAccounts(`lower(x.email) COLLATE "C" = lower(${values.add(filter.email)})`));
  if (filter.q !== undefined) terms.push(`o.id IN (${findOrdersSql(values, store, filter.q)})`);
  if (filter.placedFrom !== undefined) terms.push(`o.placed_at >= ${values.add(filter.placedFrom)}`);
  if (filter.placedTo !== undefined) terms.push(`o.placed_at < ${values.add(filter.placedTo)}`);
  if (filter.hasReason !== undefined)
    terms.push(`${filter.hasReason ? "" : "NOT "}${openItems(" AND w.list <> 'connector-failures'")}`);
  if (filter.reason !== undefined) terms.push(openItems(` AND w.reason = ${values.add(filter.reason)}`));
  if (filter.ownStatus) terms.push(ownStatusTerm(values, filter.ownStatus));
  return terms;
}

function openItems(condition: string): string {
  return `EXISTS (SELECT 1 FROM worklist_items w WHERE w.store_id = o.store_id AND w.order_id = o.id AND w.closed_at IS NULL${condition})`;
}
