import { type QueryScope, readRows } from "../query-scope";

export type ShellCounts = {
  readonly unpaid: number;
  readonly expiring: number;
  readonly failed: number;
  readonly awaiting: number;
  readonly unapplied: number;
  /** Calls to gateways without an answer. */
  readonly unconfirmed: number;
  /** Differences to the gateways' own books. */
  readonly differences: number;
};

/** A number beside a name says how much there is, not how much exactly: beyond this many it is the list that counts. */
const MOST_SHOWN = 1_000;

/** What stands beside the names in the navigation, in one statement; each is counted up to one more than `MOST_SHOWN`. */
export async function getShellCounts(scope: QueryScope): Promise<ShellCounts> {
  const [row] = await readRows<ShellCounts>(scope, countsSql, [scope.storeId, new Date(scope.now)]);
  if (!row) throw new Error("a count has one row");
  return row;
}

/** Unpaid orders that the viewer owns, counted as far as the others. */
export async function countMine(scope: QueryScope): Promise<number> {
  const [row] = await readRows<{ mine: number }>(scope, mineSql, [
    scope.storeId,
    new Date(scope.now),
    scope.viewer.userId,
  ]);
  return row?.mine ?? 0;
}

const isAwake = (alias: string) => `(${alias}.snoozed_until IS NULL OR ${alias}.snoozed_until <= $2)`;
const isOpen = (alias: string, list: string) =>
  `${alias}.store_id = $1 AND ${alias}.list = '${list}' AND ${alias}.closed_at IS NULL`;
const upToMost = (from: string) => `(SELECT count(*)::int FROM (SELECT FROM ${from} LIMIT ${MOST_SHOWN + 1}) counted)`;
/** Orders: an order is counted at the row that leads it, or at the first that is not snoozed. */
const orders = (list: string) =>
  upToMost(`worklist_items w WHERE ${isOpen("w", list)} AND ${isAwake("w")} AND (w.leads OR NOT EXISTS (
    SELECT 1 FROM worklist_items other WHERE other.order_id = w.order_id AND ${isOpen("other", list)} AND ${isAwake("other")} AND (other.leads OR other.id < w.id)))`);

const countsSql = `
SELECT ${orders("unpaid")} AS unpaid, ${orders("expiring")} AS expiring, ${orders("unapplied-money")} AS unapplied,
  ${upToMost(`worklist_items w WHERE ${isOpen("w", "failed-captures")}`)} AS failed,
  ${upToMost(`worklist_items w WHERE ${isOpen("w", "awaiting-customer")} AND ${isAwake("w")}`)} AS awaiting,
  ${upToMost(`worklist_items w WHERE ${isOpen("w", "unconfirmed")} AND w.reason = 'unconfirmed'`)} AS unconfirmed,
  ${upToMost("reconciliation_differences d WHERE d.store_id = $1 AND d.status = 'open'")} AS differences`;

const mineSql = `SELECT ${upToMost(`orders o WHERE o.store_id = $1 AND o.owner_id = $3 AND EXISTS (
  SELECT 1 FROM worklist_items w WHERE ${isOpen("w", "unpaid")} AND w.order_id = o.id AND ${isAwake("w")})`)} AS mine`;
