import type { Pool } from "pg";
import { newestRequestSql } from "@/lib/db/stores/approval-store";
import { loadOfferedInstruments, type OfferedInstrument } from "@/lib/db/stores/instrument-store";
import type { RowOf } from "@/lib/db/tables";
import { toMoney } from "@/lib/db/to-domain";
import { toRow } from "@/lib/db/transaction";
import { HOUR_MS, type Instant, toInstant } from "@/lib/payments/instant";
import { askedOnApproval } from "@/lib/payments/missing-cover";
import type { Money } from "@/lib/payments/money";
import { loadOrders } from "../orders/load-orders";
import { type ApprovalFacts, loadApprovalFacts } from "./approval-facts";

/** Everything that the customer's page may say, read at one moment. */
export type PayFacts = ApprovalFacts & {
  readonly now: Instant;
  readonly request: RowOf<"approval_requests">;
  /** The order's newest request, where this one was replaced by it. */
  readonly newest: RowOf<"approval_requests">;
  readonly instruments: readonly OfferedInstrument[];
  /** What a way to pay would be asked for now: a gateway that cannot move it is not offered (CU-2). */
  readonly asked: Money;
  /** The newest hold that this approval brought, with its card, and the holds it takes the place of. */
  readonly hold:
    | (RowOf<"authorizations"> & Pick<RowOf<"order_payment_methods">, "brand" | "last4" | "kind">)
    | undefined;
  /** Whether the store takes PayPal, and whether the customer is giving it just now. */
  readonly takesPaypal: boolean;
  readonly isAtPaypal: boolean;
  readonly oldHolds: readonly RowOf<"authorizations">[];
};

export async function loadPayFacts(
  pool: Pool,
  { storeId, approvalRequestId }: { storeId: string; approvalRequestId: string },
): Promise<PayFacts | undefined> {
  const rows = async <T>(text: string, values: readonly unknown[]) =>
    (await pool.query(text, [...values])).rows.map((row) => toRow<T>(row));
  const [request] = await rows<RowOf<"approval_requests">>(
    "SELECT * FROM approval_requests WHERE store_id = $1 AND id = $2",
    [storeId, approvalRequestId],
  );
  if (!request) return undefined;
  const facts = await loadApprovalFacts(pool, storeId, request.orderId);
  if (!facts) return undefined;
  const [newest] = await rows<RowOf<"approval_requests">>(newestRequestSql, [storeId, request.orderId]);
  const [hold] = await rows<NonNullable<PayFacts["hold"]>>(
    `SELECT a.*, m.brand, m.last4, m.kind FROM authorizations a
     JOIN order_payment_methods m ON m.store_id = a.store_id AND m.id = a.payment_method_id
     WHERE a.store_id = $1 AND a.id IN (
       SELECT paid.id FROM hosted_sessions s JOIN authorizations paid ON paid.store_id = s.store_id AND paid.hosted_session_id = s.id
       WHERE s.store_id = $1 AND s.approval_request_id = $2
       UNION ALL SELECT authorization_id FROM attempts WHERE store_id = $1 AND approval_request_id = $2 AND operation = 'authorize')
     ORDER BY a.status = 'authorized' DESC, a.requested_at DESC LIMIT 1`,
    [storeId, approvalRequestId],
  );
  const oldHolds = await rows<RowOf<"authorizations">>(
    `SELECT * FROM authorizations WHERE store_id = $1 AND order_id = $2 AND id <> $3 AND status IN ('voided','void_requested','void_unconfirmed')`,
    [storeId, request.orderId, hold?.id ?? ""],
  );
  const [paypal] = await rows<{ takesPaypal: boolean; isAtPaypal: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM payment_types WHERE store_id = $1 AND kind = 'paypal' AND is_enabled) AS takes_paypal,
       coalesce((SELECT gateway = 'paypal' FROM hosted_sessions WHERE store_id = $1 AND approval_request_id = $2
         AND status IN ('open','completed') ORDER BY created_at DESC LIMIT 1), false) AS is_at_paypal`,
    [storeId, approvalRequestId],
  );
  const [clock] = await rows<{ now: Date }>("SELECT paydesk_now() AS now", []);
  const now = toInstant((clock as { now: Date }).now.getTime());
  return {
    ...facts,
    now,
    asked: await askedNow(pool, facts, now),
    request,
    newest: newest ?? request,
    instruments: await loadOfferedInstruments({ rows: (text, values = []) => rows(text, values) }, facts.order),
    hold,
    oldHolds,
    takesPaypal: paypal?.takesPaypal ?? false,
    isAtPaypal: paypal?.isAtPaypal ?? false,
  };
}

async function askedNow(pool: Pool, { order: row, store }: ApprovalFacts, now: Instant): Promise<Money> {
  const scope = { pool, storeId: row.storeId };
  const order = (await loadOrders(scope, [row.id])).get(row.id)?.order;
  if (!order) return toMoney(row.totalMinor, row.currency);
  const { successor } = order;
  const proposed = successor === null || successor.isComplete ? [] : [successor.orderId];
  const [next] = [...(await loadOrders(scope, proposed)).values()];
  const soonMs = store.expiringSoonHours * HOUR_MS;
  return askedOnApproval(order, next?.order, { now, soonMs, priceRisePolicy: store.priceRisePolicy });
}
