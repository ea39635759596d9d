import type { HouseReason } from "@/lib/payments/decline-reasons";
import type { GatewayName, MethodKind } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import type { PastFailure, RecoveryRates } from "@/lib/payments/rule-back-test";
import { type QueryScope, readRows } from "../query-scope";

/** More than this many failures in a month say nothing new about a rule. */
const MOST_FAILURES = 20_000;

/** The refused captures of the last 30 days, and how often each way of going on brought the money in. */
export async function readPastFailures(scope: QueryScope): Promise<{ failures: PastFailure[]; rates: RecoveryRates }> {
  const rows = await readRows<FailureRow>(
    scope,
    `SELECT t.reason, t.gateway, t.raw_code, m.kind, t.attempt_no, t.amount_minor, t.currency, t.finished_at
     FROM attempts t LEFT JOIN order_payment_methods m ON m.store_id = t.store_id AND m.id = t.payment_method_id
     WHERE t.store_id = $1 AND t.status IN ('declined', 'rejected') AND t.invoice_id IS NOT NULL AND t.reason IS NOT NULL
       AND t.finished_at > $2::timestamptz - interval '30 days'
     ORDER BY t.finished_at DESC LIMIT ${MOST_FAILURES}`,
    [scope.storeId, new Date(scope.now)],
  );
  return {
    failures: rows.map((row) => ({
      reason: row.reason,
      gateway: row.gateway,
      rawCode: row.raw_code,
      methodKind: row.kind,
      segment: "known",
      attemptNo: row.attempt_no,
      amount: money(row.amount_minor, row.currency),
      at: toInstant(row.finished_at.getTime()),
    })),
    rates: await readRates(scope),
  };
}

type FailureRow = {
  reason: HouseReason;
  gateway: GatewayName;
  raw_code: string | null;
  kind: MethodKind | null;
  attempt_no: number;
  amount_minor: bigint;
  currency: string;
  finished_at: Date;
};

/** Of the second and later tries of a kind, and of the customers who were asked: how many brought the money. */
async function readRates(scope: QueryScope): Promise<RecoveryRates> {
  const [row] = await readRows<Record<"again" | "anew" | "asked", number | null>>(
    scope,
    `SELECT avg((status = 'succeeded')::int) FILTER (WHERE operation = 'capture')::float8 AS again,
            avg((status = 'succeeded')::int) FILTER (WHERE operation = 'authorize_and_capture')::float8 AS anew,
            (SELECT avg((status = 'approved')::int)::float8 FROM approval_requests
             WHERE store_id = $1 AND requested_at > $2::timestamptz - interval '30 days' AND decided_at IS NOT NULL) AS asked
     FROM attempts WHERE store_id = $1 AND status IN ('succeeded', 'declined', 'rejected') AND finished_at > $2::timestamptz - interval '30 days'
       AND (attempt_no > 1 OR operation = 'authorize_and_capture')`,
    [scope.storeId, new Date(scope.now)],
  );
  const again = row?.again ?? 0;
  const anew = row?.anew ?? 0;
  return {
    retry_capture: again,
    authorize_and_capture: anew,
    renew_authorization: anew,
    next_payment_method: anew,
    ask_customer: row?.asked ?? 0,
    make_task: 0,
    stop: 0,
  };
}
