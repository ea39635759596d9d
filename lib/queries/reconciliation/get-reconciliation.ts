import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import type { DifferenceKind } from "@/lib/payments/reconciling";
import { type QueryScope, readRows } from "../query-scope";

export type DifferenceRow = {
  id: string;
  kind: DifferenceKind;
  gateway: string;
  gatewayReference: string;
  orderNumber: string | null;
  ours: { amount: AmountView; status: string } | null;
  theirs: { amount: AmountView; status: string } | null;
  firstSeenAt: string;
  lastSeenAt: string;
};
export type RunRow = {
  id: string;
  gateway: string;
  kind: string;
  status: string;
  failure: string | null;
  startedAt: string;
  durationMs: number | null;
  windowFrom: string;
  windowTo: string;
  compared: number;
  differences: number;
  healed: number;
};
/** How messages of one gateway have been coming in. */
export type MessagesRow = {
  gateway: string;
  lastSentAt: string | null;
  sentCount: number;
  /** What it did not send us and we found by asking, in the last seven days. */
  foundByAsking: number;
  unknownTypes: { type: string; count: number }[];
};

export type Reconciliation = {
  open: number;
  /** The health number: open for more than a day. */
  overdue: number;
  differences: DifferenceRow[];
  runs: RunRow[];
  messages: MessagesRow[];
};

const MOST_DIFFERENCES = 200;
const MOST_RUNS = 20;

/** How many differences are open, and how many of them for more than a day. */
export async function countDifferences(
  scope: Pick<QueryScope, "pool" | "storeId" | "now">,
): Promise<{ open: number; overdue: number }> {
  const [row] = await readRows<{ open: number; overdue: number }>(
    scope,
    `SELECT count(*)::int AS open, (count(*) FILTER (WHERE first_seen_at < $2::timestamptz - interval '24 hours'))::int AS overdue
     FROM reconciliation_differences WHERE store_id = $1 AND status = 'open'`,
    [scope.storeId, new Date(scope.now)],
  );
  return row ?? { open: 0, overdue: 0 };
}

/** Our books beside the gateways': open differences, the oldest first, the last runs, and how messages come in. */
export async function getReconciliation(scope: QueryScope): Promise<Reconciliation> {
  const [counts, differences, runs, messages] = [
    await countDifferences(scope),
    await readRows<DifferenceJson>(
      scope,
      `SELECT d.*, o.order_number FROM reconciliation_differences d LEFT JOIN orders o ON o.store_id = d.store_id AND o.id = d.order_id
       WHERE d.store_id = $1 AND d.status = 'open' ORDER BY d.first_seen_at, d.id LIMIT ${MOST_DIFFERENCES}`,
      [scope.storeId],
    ),
    await readRows<RunJson>(
      scope,
      `SELECT * FROM reconciliation_runs WHERE store_id = $1 ORDER BY started_at DESC, id DESC LIMIT ${MOST_RUNS}`,
      [scope.storeId],
    ),
    await readRows<MessagesJson>(scope, messagesSql, [scope.storeId, new Date(scope.now)]),
  ];
  return {
    ...counts,
    differences: differences.map(toDifference),
    runs: runs.map(toRun),
    messages: messages.map((row) => ({
      gateway: row.gateway,
      lastSentAt: row.last_sent_at?.toISOString() ?? null,
      sentCount: row.sent,
      foundByAsking: row.found,
      unknownTypes: row.unknown.map(([type, count]) => ({ type, count })),
    })),
  };
}

const messagesSql = `
WITH recent AS (
  SELECT gateway, type, source, result, received_at, occurred_at FROM gateway_notifications WHERE store_id = $1 AND received_at > $2::timestamptz - interval '7 days'
), unknown AS (SELECT gateway, type, count(*)::int AS count FROM recent WHERE result = 'unknown_type' GROUP BY 1, 2)
SELECT s.gateway, (SELECT max(received_at) FROM recent r WHERE r.gateway = s.gateway AND r.source = 'webhook') AS last_sent_at,
  (SELECT count(*)::int FROM recent r WHERE r.gateway = s.gateway AND r.source = 'webhook') AS sent,
  (SELECT count(*)::int FROM recent r WHERE r.gateway = s.gateway AND r.source = 'list' AND r.received_at > r.occurred_at + interval '10 minutes') AS found,
  (SELECT coalesce(jsonb_agg(jsonb_build_array(u.type, u.count) ORDER BY u.count DESC, u.type), '[]') FROM unknown u WHERE u.gateway = s.gateway) AS unknown
FROM gateway_schedules s WHERE s.store_id = $1 AND s.task = 'notifications' ORDER BY s.gateway`;

type MessagesJson = {
  gateway: string;
  last_sent_at: Date | null;
  sent: number;
  found: number;
  unknown: [string, number][];
};
type DifferenceJson = {
  id: string;
  kind: DifferenceKind;
  gateway: string;
  gateway_reference: string;
  order_number: string | null;
  ours_minor: bigint | null;
  theirs_minor: bigint | null;
  ours_status: string | null;
  theirs_status: string | null;
  currency: string;
  first_seen_at: Date;
  last_seen_at: Date;
};
type RunJson = {
  id: string;
  gateway: string;
  kind: string;
  status: string;
  failure: string | null;
  started_at: Date;
  finished_at: Date | null;
  window_from: Date;
  window_to: Date;
  compared_count: number;
  difference_count: number;
  healed_count: number;
};

function toDifference(row: DifferenceJson): DifferenceRow {
  const side = (minor: bigint | null, status: string | null) =>
    minor === null ? null : { amount: minorToAmountView(minor, row.currency), status: status ?? "" };
  return {
    id: row.id,
    kind: row.kind,
    gateway: row.gateway,
    gatewayReference: row.gateway_reference,
    orderNumber: row.order_number,
    ours: side(row.ours_minor, row.ours_status),
    theirs: side(row.theirs_minor, row.theirs_status),
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
  };
}

function toRun(row: RunJson): RunRow {
  return {
    id: row.id,
    gateway: row.gateway,
    kind: row.kind,
    status: row.status,
    failure: row.failure,
    startedAt: row.started_at.toISOString(),
    durationMs: row.finished_at === null ? null : row.finished_at.getTime() - row.started_at.getTime(),
    windowFrom: row.window_from.toISOString(),
    windowTo: row.window_to.toISOString(),
    compared: row.compared_count,
    differences: row.difference_count,
    healed: row.healed_count,
  };
}
