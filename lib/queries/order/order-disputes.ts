import { disputeFactsSql } from "@/lib/db/stores/dispute-store";
import { type AmountView, minorToAmountView } from "@/lib/format/amount-view";
import { disputeFactLines } from "@/lib/format/dispute-evidence";
import { type DisputeFacts, decideDisputeAnswer } from "@/lib/payments/answering-disputes";
import type { GatewayName } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { type QueryScope, readRows } from "../query-scope";

export type OrderDispute = {
  readonly id: string;
  readonly amount: AmountView;
  readonly answerBy: string | null;
  /** What the house would say with a colleague's words. */
  readonly facts: readonly string[];
  /** Why nothing can be said to the gateway now, as a word; null where it can. */
  readonly refusal: string | null;
  /** The newest answer of ours: where it is, and who gave it. */
  readonly answer: {
    readonly kind: "evidence" | "accept";
    readonly status: "requested" | "sending" | "sent" | "refused" | "overtaken";
    /** Nobody tries to send it any more: a person has it tried again. */
    readonly isStuck: boolean;
    readonly by: string | null;
    readonly at: string;
    readonly said: string | null;
  } | null;
};

type Json = {
  id: string;
  amount_minor: bigint;
  currency: string;
  answer_by: Date | null;
  answered_at: Date | null;
  gateway: GatewayName;
  facts: DisputeFacts;
  kind: "evidence" | "accept" | null;
  status: "requested" | "sending" | "sent" | "refused" | "overtaken";
  is_stuck: boolean;
  by_name: string | null;
  at: Date;
  said: string | null;
};

/** The open disputes of an order, the one that must be answered first in front (F04). */
export async function readOrderDisputes(scope: QueryScope, orderId: string): Promise<OrderDispute[]> {
  const rows = await readRows<Json>(
    scope,
    `SELECT d.id, d.amount_minor, d.currency, d.answer_by, d.answered_at, z.gateway, ${disputeFactsSql} AS facts,
       x.kind, x.status, x.given_up_at IS NOT NULL AS is_stuck, s.name AS by_name, coalesce(x.ended_at, x.given_up_at, x.requested_at) AS at, coalesce(x.raw_message, x.raw_code) AS said
     FROM disputes d
     JOIN captures c ON c.store_id = d.store_id AND c.id = d.capture_id
     JOIN authorizations z ON z.store_id = c.store_id AND z.id = c.authorization_id
     JOIN orders o ON o.store_id = d.store_id AND o.id = d.order_id
     JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
     LEFT JOIN LATERAL (
       SELECT * FROM dispute_answers x WHERE x.store_id = d.store_id AND x.dispute_id = d.id ORDER BY x.requested_at DESC, x.id DESC LIMIT 1
     ) x ON TRUE
     LEFT JOIN staff_users s ON s.store_id = x.store_id AND 'staff:' || s.id = x.requested_by
     WHERE d.store_id = $1 AND d.order_id = $2 AND d.status = 'open' ORDER BY d.answer_by NULLS LAST, d.id`,
    [scope.storeId, orderId],
  );
  return rows.map((row) => {
    const hasAnswer = row.answered_at !== null || (row.kind !== null && row.status !== "refused");
    const answerBy = row.answer_by && toInstant(row.answer_by.getTime());
    const decided = decideDisputeAnswer({ isOpen: true, gateway: row.gateway, answerBy, hasAnswer }, scope.now);
    return {
      id: row.id,
      amount: minorToAmountView(row.amount_minor, row.currency.trim()),
      answerBy: row.answer_by?.toISOString() ?? null,
      facts: disputeFactLines(row.facts),
      refusal: decided.ok ? null : decided.reason,
      answer: row.kind && {
        kind: row.kind,
        status: row.status,
        isStuck: row.is_stuck,
        by: row.by_name,
        at: row.at.toISOString(),
        said: row.said,
      },
    };
  });
}
