import { maskEmail } from "@/lib/payments/approval";
import { type Money, money } from "@/lib/payments/money";
import { type QueryScope, readRows } from "../query-scope";
import { isoOrNull } from "./iso-or-null";
import type { OrderPartKey } from "./order-part-key";

type Scope = Pick<QueryScope, "pool">;

export type ApiApprovalRequest = {
  id: string;
  status: string;
  reason: string;
  note: string | null;
  amount: Money;
  previousAmount: Money;
  difference: Money;
  address: string;
  requestedBy: string;
  failureReason: string | null;
  customerNote: string | null;
  requestedAt: string;
  sentAt: string | null;
  openedAt: string | null;
  decidedAt: string | null;
  expiresAt: string;
  replacedById: string | null;
  successorOrderNumber: string | null;
};

/** Every time the customer was asked, newest first. Of the link there is nothing in here that could open it. */
export async function readApprovalRequests(scope: Scope, key: OrderPartKey): Promise<ApiApprovalRequest[]> {
  type Json = Omit<
    ApiApprovalRequest,
    | "amount"
    | "previousAmount"
    | "difference"
    | "address"
    | "requestedAt"
    | "sentAt"
    | "openedAt"
    | "decidedAt"
    | "expiresAt"
  > & {
    amountMinor: bigint;
    previousMinor: bigint;
    email: string;
    requestedAt: Date;
    sentAt: Date | null;
    openedAt: Date | null;
    decidedAt: Date | null;
    expiresAt: Date;
  };
  const rows = await readRows<Json>(
    scope,
    `SELECT r.id, r.status, r.reason, r.note, r.amount_minor AS "amountMinor", r.previous_minor AS "previousMinor", r.email,
       r.requested_by AS "requestedBy", r.failure_reason AS "failureReason", r.customer_note AS "customerNote",
       r.requested_at AS "requestedAt", r.sent_at AS "sentAt", r.opened_at AS "openedAt", r.decided_at AS "decidedAt",
       r.expires_at AS "expiresAt", r.replaced_by_id AS "replacedById", s.order_number AS "successorOrderNumber"
     FROM approval_requests r LEFT JOIN orders s ON s.store_id = r.store_id AND s.id = r.successor_id
     WHERE r.store_id = $1 AND r.order_id = $2 ORDER BY r.requested_at DESC, r.id DESC`,
    [key.storeId, key.orderId],
  );
  return rows.map(({ amountMinor, previousMinor, email, ...row }) => ({
    ...row,
    amount: money(amountMinor, key.currency),
    previousAmount: money(previousMinor, key.currency),
    difference: money(amountMinor - previousMinor, key.currency),
    address: maskEmail(email),
    requestedAt: row.requestedAt.toISOString(),
    sentAt: isoOrNull(row.sentAt),
    openedAt: isoOrNull(row.openedAt),
    decidedAt: isoOrNull(row.decidedAt),
    expiresAt: row.expiresAt.toISOString(),
  }));
}

export type ApiOrderLink = {
  orderNumber: string;
  orderStatus: string;
  status: string;
  reason: string;
  difference: Money;
  createdAt: string;
  completedAt: string | null;
};

/** The order that this one replaced, and the one that replaced it. */
export async function readLinks(
  scope: Scope,
  key: OrderPartKey,
): Promise<{ predecessor: ApiOrderLink | null; successor: ApiOrderLink | null }> {
  type Json = Omit<ApiOrderLink, "difference" | "createdAt" | "completedAt"> & {
    isPredecessor: boolean;
    differenceMinor: bigint;
    createdAt: Date;
    completedAt: Date | null;
  };
  const rows = await readRows<Json>(
    scope,
    `SELECT l.successor_id = $2 AS "isPredecessor", o.order_number AS "orderNumber", o.status AS "orderStatus", l.status, l.reason,
       l.difference_minor AS "differenceMinor", l.created_at AS "createdAt", l.completed_at AS "completedAt"
     FROM order_links l
     JOIN orders o ON o.store_id = l.store_id AND o.id = CASE WHEN l.successor_id = $2 THEN l.predecessor_id ELSE l.successor_id END
     WHERE l.store_id = $1 AND (l.predecessor_id = $2 OR l.successor_id = $2)`,
    [key.storeId, key.orderId],
  );
  const link = (isPredecessor: boolean): ApiOrderLink | null => {
    const row = rows.find((each) => each.isPredecessor === isPredecessor);
    if (!row) return null;
    const { isPredecessor: _, differenceMinor, ...rest } = row;
    return {
      ...rest,
      difference: money(differenceMinor, key.currency),
      createdAt: row.createdAt.toISOString(),
      completedAt: isoOrNull(row.completedAt),
    };
  };
  return { predecessor: link(true), successor: link(false) };
}

export type ApiTimelineEntry = {
  seq: number;
  type: string;
  at: string;
  actor: string;
  correlationId: string;
  data: Record<string, unknown>;
};

const MOST_EVENTS = 1_000;

/** What happened, oldest first; of a very long story the newest thousand entries. */
export async function readTimeline(scope: Scope, key: OrderPartKey): Promise<ApiTimelineEntry[]> {
  const rows = await readRows<Omit<ApiTimelineEntry, "seq" | "at"> & { seq: bigint; at: Date }>(
    scope,
    `SELECT seq, type, created_at AS at, actor, correlation_id AS "correlationId", data
     FROM events WHERE store_id = $1 AND order_id = $2 ORDER BY seq DESC LIMIT ${MOST_EVENTS}`,
    [key.storeId, key.orderId],
  );
  return rows.reverse().map((row) => ({ ...row, seq: Number(row.seq), at: row.at.toISOString() }));
}
