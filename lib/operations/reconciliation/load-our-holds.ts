import type { Pool } from "pg";
import { toMoney } from "@/lib/db/to-domain";
import type { AuthorizationStatus } from "@/lib/payments/authorization-state";
import type { BookedHold, TimeWindow } from "@/lib/payments/gateway";
import type { OurHold } from "@/lib/payments/reconciling";

/** One of our holds under the name that its gateway gave it. */
export type FoundHold = OurHold & {
  readonly gatewayReference: string;
  readonly orderId: string;
  readonly authorizationId: string;
};

type Reader = { readonly pool: Pool; readonly storeId: string };

/** Our side of the given payments, by the gateway's names for them. */
export async function loadOurHolds(
  { pool, storeId }: Reader,
  gateway: string,
  references: readonly string[],
): Promise<Map<string, FoundHold>> {
  if (references.length === 0) return new Map();
  const found = await pool.query<HoldJson>(`${holdsSql} AND z.gateway_reference = ANY($3)`, [
    storeId,
    gateway,
    references,
  ]);
  return new Map(found.rows.map((row) => [row.gateway_reference, toFoundHold(row)]));
}

/** Names of the holds that we asked for in a window: what the gateway's list has to contain. */
export async function listHoldsAskedFor(
  { pool, storeId }: Reader,
  gateway: string,
  window: TimeWindow,
): Promise<string[]> {
  const found = await pool.query<{ gateway_reference: string }>(
    `SELECT gateway_reference FROM authorizations
     WHERE store_id = $1 AND gateway = $2 AND gateway_reference IS NOT NULL AND requested_at >= $3 AND requested_at < $4`,
    [storeId, gateway, new Date(window.from), new Date(window.to)],
  );
  return found.rows.map((row) => row.gateway_reference);
}

/** Names of older holds about which something happened in a window: a capture, a refund, a release. The newest first, at most `limit`. */
export async function listHoldsTouched(
  { pool, storeId }: Reader,
  gateway: string,
  window: TimeWindow,
  limit: number,
): Promise<string[]> {
  const found = await pool.query<{ gateway_reference: string }>(
    `SELECT z.gateway_reference FROM attempts a JOIN authorizations z ON z.store_id = a.store_id AND z.id = a.authorization_id
     WHERE a.store_id = $1 AND a.gateway = $2 AND a.finished_at >= $3 AND a.finished_at < $4 AND z.gateway_reference IS NOT NULL AND z.requested_at < $3
     GROUP BY z.gateway_reference ORDER BY max(a.finished_at) DESC LIMIT $5`,
    [storeId, gateway, new Date(window.from), new Date(window.to), limit],
  );
  return found.rows.map((row) => row.gateway_reference);
}

/**
 * Calls of ours without an answer that explain payments which we do not know yet, by the payment's reference. The gateway's mark names the call; where it
 * takes none of its own for every hold (`storeId` null), a call for the same order that began before the hold was made explains it too.
 */
export async function findUnansweredCalls(
  { pool, storeId }: Reader,
  gateway: string,
  strangers: readonly BookedHold[],
): Promise<Map<string, string>> {
  if (strangers.length === 0) return new Map();
  const found = await pool.query<{ reference: string; id: string }>(
    `SELECT s.reference, a.id FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[]) s(reference, operation_id, order_number, created_at)
     JOIN attempts a ON a.store_id = $1 AND a.gateway = $2 AND a.status IN ('requested','started','pending','unconfirmed') AND (a.operation_id = s.operation_id
       OR (a.operation IN ('authorize','renew') AND a.started_at <= s.created_at + interval '15 minutes'
         AND a.order_id = (SELECT o.id FROM orders o WHERE o.store_id = $1 AND o.order_number = s.order_number)))`,
    [
      storeId,
      gateway,
      strangers.map((hold) => hold.authorizationReference),
      strangers.map((hold) => hold.operationId),
      strangers.map((hold) => (hold.storeId === null ? hold.orderNumber : null)),
      strangers.map((hold) => new Date(hold.createdAt)),
    ],
  );
  return new Map(found.rows.map((row) => [row.reference, row.id]));
}

type HoldJson = {
  gateway_reference: string;
  order_id: string;
  id: string;
  status: string;
  amount_minor: bigint;
  captured_minor: bigint;
  refunded_minor: bigint;
  currency: string;
  is_being_asked: boolean;
};

const holdsSql = `
SELECT z.gateway_reference, z.order_id, z.id, z.status, z.amount_minor, z.currency, taken.captured_minor, taken.refunded_minor,
  EXISTS (SELECT 1 FROM attempts a WHERE a.store_id = z.store_id AND a.order_id = z.order_id AND a.status IN ('requested','started','pending','unconfirmed')
    AND (a.authorization_id = z.id OR a.operation = 'refund')) AS is_being_asked
FROM authorizations z CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.amount_minor), 0)::int8 AS captured_minor, coalesce(sum(c.refunded_minor), 0)::int8 AS refunded_minor
  FROM captures c WHERE c.store_id = z.store_id AND c.order_id = z.order_id AND c.authorization_id = z.id AND c.status = 'captured'
) taken
WHERE z.store_id = $1 AND z.gateway = $2`;

function toFoundHold(row: HoldJson): FoundHold {
  return {
    gatewayReference: row.gateway_reference,
    orderId: row.order_id,
    authorizationId: row.id,
    status: row.status as AuthorizationStatus,
    amount: toMoney(row.amount_minor, row.currency),
    captured: toMoney(row.captured_minor, row.currency),
    refunded: toMoney(row.refunded_minor, row.currency),
    isBeingAsked: row.is_being_asked,
  };
}
