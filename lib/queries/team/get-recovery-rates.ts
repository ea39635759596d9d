import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import type { HouseReason } from "@/lib/payments/decline-reasons";
import { type QueryScope, readRows } from "../query-scope";
import { type ConsolePeriod, daysOf, periodSql } from "./console-period";

/** Captures that failed in a period and what became of them (P32): each invoice once, by its first refusal in the period. */
export type RecoveryRates = {
  readonly byReason: ReasonRate[];
  /** What brought the money in: the step that the last refusal before it called for, and the rule that chose that step. */
  readonly bySteps: StepRate[];
  /** Tries that the house will make by itself within 24 hours. */
  readonly planned: { readonly count: number; readonly sums: AmountView[] };
};

export type ReasonRate = {
  readonly reason: HouseReason;
  readonly currency: string;
  readonly failed: number;
  readonly recovered: number;
  readonly failedAmount: AmountView;
  readonly recoveredAmount: AmountView;
};

export type StepRate = {
  readonly step: string;
  readonly rule: string | null;
  readonly recovered: number;
  readonly amount: AmountView;
};

export async function getRecoveryRates(scope: QueryScope, period: ConsolePeriod): Promise<RecoveryRates> {
  const parameters = [scope.storeId, new Date(scope.now), scope.timeZone, daysOf[period]];
  const rows = await readRows<RateRow>(scope, ratesSql, parameters);
  const planned = rows.filter((row) => row.kind === "planned");
  return {
    byReason: rows.flatMap((row): ReasonRate[] =>
      row.kind !== "reason"
        ? []
        : [
            {
              reason: row.name as HouseReason,
              currency: row.currency,
              failed: row.failed,
              recovered: row.recovered,
              failedAmount: minorToAmountView(row.failed_minor, row.currency),
              recoveredAmount: minorToAmountView(row.recovered_minor, row.currency),
            },
          ],
    ),
    bySteps: rows.flatMap((row): StepRate[] =>
      row.kind !== "step"
        ? []
        : [
            {
              step: row.name,
              rule: row.rule,
              recovered: row.recovered,
              amount: minorToAmountView(row.recovered_minor, row.currency),
            },
          ],
    ),
    planned: {
      count: planned.reduce((total, row) => total + row.failed, 0),
      sums: planned.map((row) => minorToAmountView(row.failed_minor, row.currency)),
    },
  };
}

type RateRow = {
  kind: "reason" | "step" | "planned";
  name: string;
  rule: string | null;
  currency: string;
  failed: number;
  failed_minor: bigint;
  recovered: number;
  recovered_minor: bigint;
};

const ratesSql = `
WITH period AS (${periodSql}), failed AS (
  SELECT DISTINCT ON (t.invoice_id) t.invoice_id, t.order_id, t.reason, t.amount_minor, t.currency, t.finished_at
  FROM period, attempts t
  WHERE t.store_id = $1 AND t.status IN ('declined','rejected') AND t.invoice_id IS NOT NULL AND t.reason IS NOT NULL AND t.finished_at >= period.began
  ORDER BY t.invoice_id, t.finished_at, t.id
), judged AS (
  SELECT failed.*, least(coalesce(won.minor, 0), failed.amount_minor)::int8 AS recovered_minor, won.at AS won_at
  FROM failed LEFT JOIN LATERAL (
    SELECT sum(s.amount_minor) AS minor, min(s.finished_at) AS at FROM attempts s
    WHERE s.store_id = $1 AND s.order_id = failed.order_id AND s.invoice_id = failed.invoice_id AND s.status = 'succeeded'
      AND s.operation IN ('capture','authorize_and_capture') AND s.finished_at > failed.finished_at
  ) won ON TRUE
), steps AS (
  SELECT coalesce(last.next_step, 'none') AS step, last.rule_name AS rule, judged.currency, judged.recovered_minor
  FROM judged JOIN LATERAL (
    SELECT t.next_step, t.rule_name FROM attempts t
    WHERE t.store_id = $1 AND t.order_id = judged.order_id AND t.invoice_id = judged.invoice_id AND t.status IN ('declined','rejected') AND t.finished_at < judged.won_at
    ORDER BY t.finished_at DESC, t.id DESC LIMIT 1
  ) last ON TRUE
), planned AS (
  SELECT currency, count(*)::int AS count, sum(amount_minor - captured_minor)::int8 AS minor FROM invoices
  WHERE store_id = $1 AND status IN ('open','failed') AND next_attempt_at IS NOT NULL AND next_attempt_at <= $2::timestamptz + interval '24 hours' GROUP BY 1
)
SELECT 'reason' AS kind, reason AS name, NULL::text AS rule, currency, count(*)::int AS failed, sum(amount_minor)::int8 AS failed_minor,
  count(won_at)::int AS recovered, sum(recovered_minor)::int8 AS recovered_minor FROM judged GROUP BY reason, currency
UNION ALL SELECT 'step', step, rule, currency, 0, 0, count(*)::int, sum(recovered_minor)::int8 FROM steps GROUP BY step, rule, currency
UNION ALL SELECT 'planned', '', NULL, currency, count, minor, 0, 0 FROM planned
ORDER BY kind, failed DESC, recovered DESC, name, currency`;
