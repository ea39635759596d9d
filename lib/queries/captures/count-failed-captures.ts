import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import type { CaptureCause } from "@/lib/format/capture-cause";
import { type QueryScope, readRows } from "../query-scope";
import { causeSql, failedCapturesFrom } from "./cause-sql";

export type CauseCount = {
  readonly cause: CaptureCause;
  readonly count: number;
  readonly sums: AmountView[];
  readonly nextTryAt: string | null;
};
export type FailedCaptureCounts = {
  /** Failed invoices (P04); those without an answer are not failed and count apart. */
  readonly failed: number;
  readonly unanswered: number;
  readonly byCause: CauseCount[];
  /** What can still be saved, per currency. Fraud cannot. */
  readonly savable: AmountView[];
  readonly capturedToday: number;
  readonly nextRetry: { at: string; orders: number } | null;
};

/** Of all orders few are stopped: they are asked for once, and not the order of each row. */
const isFraudStopped = "w.order_id IN (SELECT id FROM orders WHERE store_id = $1 AND is_fraud_stopped)";

/** Everything that is counted about failed captures, in one statement. */
export async function countFailedCaptures(scope: QueryScope): Promise<FailedCaptureCounts> {
  const rows = await readRows<{
    cause: CaptureCause;
    currency: string;
    minor: bigint;
    count: number;
    next_try_at: Date | null;
    next_count: number;
    captured_today: number;
  }>(
    scope,
    `WITH today AS (
       SELECT count(*)::int AS captured_today FROM captures WHERE store_id = $1 AND status = 'captured'
         AND captured_at >= date_trunc('day', $2::timestamptz, $3)
     ), failed AS (
       SELECT ${causeSql(isFraudStopped)} AS cause, w.currency, w.amount_minor, i.next_attempt_at
       FROM worklist_items w JOIN invoices i ON i.store_id = w.store_id AND i.id = w.subject AND i.status IN ('failed','finally_failed')
       WHERE w.store_id = $1 AND w.list = 'failed-captures' AND w.closed_at IS NULL
       UNION ALL SELECT ${causeSql()} AS cause, w.currency, w.amount_minor, i.next_attempt_at FROM ${failedCapturesFrom("$1", "unconfirmed")}
     ), grouped AS (
       SELECT cause, currency, sum(amount_minor)::int8 AS minor, count(*)::int AS count, min(next_attempt_at) AS next_try_at,
         count(next_attempt_at)::int AS next_count FROM failed GROUP BY cause, currency
     )
     SELECT cause, currency, minor, count, next_try_at, next_count, captured_today FROM today LEFT JOIN grouped ON TRUE ORDER BY count DESC, currency`,
    [scope.storeId, new Date(scope.now), scope.timeZone],
  );
  const groups = rows.filter((row) => row.cause !== null);
  const failed = groups.filter((row) => row.cause !== "no_answer");
  const tries = failed.filter((row) => row.next_try_at !== null);
  const soonest = tries.reduce<Date | null>(
    (first, row) => (first === null || (row.next_try_at ?? first) < first ? row.next_try_at : first),
    null,
  );
  return {
    failed: failed.reduce((total, row) => total + row.count, 0),
    unanswered: groups.filter((row) => row.cause === "no_answer").reduce((total, row) => total + row.count, 0),
    byCause: [...new Set(groups.map((row) => row.cause))].map((cause) =>
      toCauseCount(
        cause,
        groups.filter((row) => row.cause === cause),
      ),
    ),
    savable: sumsOf(failed.filter((row) => row.cause !== "fraud")),
    capturedToday: rows[0]?.captured_today ?? 0,
    nextRetry: soonest && {
      at: soonest.toISOString(),
      orders: tries.reduce((total, row) => total + row.next_count, 0),
    },
  };
}

function toCauseCount(
  cause: CaptureCause,
  rows: readonly { currency: string; minor: bigint; count: number; next_try_at: Date | null }[],
): CauseCount {
  const times = rows.flatMap((row) => (row.next_try_at === null ? [] : [row.next_try_at.toISOString()])).sort();
  return {
    cause,
    count: rows.reduce((total, row) => total + row.count, 0),
    sums: sumsOf(rows),
    nextTryAt: times[0] ?? null,
  };
}

function sumsOf(rows: readonly { currency: string; minor: bigint }[]): AmountView[] {
  const sums = new Map<string, bigint>();
  for (const { currency, minor } of rows) sums.set(currency, (sums.get(currency) ?? 0n) + minor);
  return [...sums].map(([currency, minor]) => minorToAmountView(minor, currency));
}
