import { toInstant } from "@/lib/payments/instant";
import { loadOrders } from "../orders/load-orders";
import { type QueryScope, readRows } from "../query-scope";
import type { ApiAttempt } from "./attempt-row";
import { type ApiCoverage, toApiCoverage } from "./order-coverage";
import { type ApiOrderLine, type ApiRelease, readLines, readReleases } from "./order-goods";
import {
  type ApiAuthorization,
  type ApiCapture,
  type ApiInvoice,
  type ApiPaymentMethod,
  type ApiRefund,
  readAttempts,
  readAuthorizations,
  readCaptures,
  readInvoices,
  readMethods,
  readRefunds,
} from "./order-money";
import type { OrderPartKey } from "./order-part-key";
import { type ApiOrderRow, type OrderRowJson, orderRowColumns, toApiOrderRow } from "./order-row";
import {
  type ApiApprovalRequest,
  type ApiOrderLink,
  type ApiTimelineEntry,
  readApprovalRequests,
  readLinks,
  readTimeline,
} from "./order-story";
import { inSnapshot } from "./snapshot";
import {
  type ApiWorklistReason,
  ownerJoin,
  toApiWorklistReason,
  type WorklistJson,
  worklistColumns,
} from "./worklist-row";

/** The whole truth about one order. */
export type ApiOrder = ApiOrderRow & {
  revision: number;
  fraudReason: string | null;
  cancelReason: string | null;
  coverage: ApiCoverage;
  lines: ApiOrderLine[];
  paymentMethods: ApiPaymentMethod[];
  authorizations: ApiAuthorization[];
  captures: ApiCapture[];
  refunds: ApiRefund[];
  attempts: ApiAttempt[];
  releases: ApiRelease[];
  invoices: ApiInvoice[];
  approvalRequests: ApiApprovalRequest[];
  predecessor: ApiOrderLink | null;
  successor: ApiOrderLink | null;
  worklist: ApiWorklistReason[];
  timeline: ApiTimelineEntry[];
};

type Scope = Pick<QueryScope, "pool" | "storeId">;

/** Null where the store has no order of this number, whoever else may have one (AU-3). Judged at the moment of reading: callers may have waited before. */
export function getApiOrder({ pool, storeId }: Scope, orderNumber: string): Promise<ApiOrder | null> {
  return inSnapshot(pool, (snapshot) => readOrder({ pool: snapshot, storeId }, orderNumber));
}

async function readOrder(scope: Scope, orderNumber: string): Promise<ApiOrder | null> {
  const [row] = await readRows<OrderRowJson & { now: Date }>(
    scope,
    `SELECT paydesk_now() AS now, ${orderRowColumns} FROM orders o JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
     WHERE o.store_id = $1 AND o.order_number = $2`,
    [scope.storeId, orderNumber],
  );
  if (!row) return null;
  const loaded = (await loadOrders(scope, [row.id])).get(row.id);
  if (!loaded) return null;
  const key: OrderPartKey = { storeId: scope.storeId, orderId: row.id, currency: row.currency };
  return {
    ...toApiOrderRow(row),
    revision: loaded.revision,
    fraudReason: loaded.fraudReason,
    cancelReason: loaded.cancelReason,
    coverage: toApiCoverage(loaded.order, toInstant(row.now.getTime())),
    lines: await readLines(scope, key, loaded.revision),
    paymentMethods: await readMethods(scope, key),
    authorizations: await readAuthorizations(scope, key),
    captures: await readCaptures(scope, key),
    refunds: await readRefunds(scope, key),
    attempts: await readAttempts(scope, key),
    releases: await readReleases(scope, key),
    invoices: await readInvoices(scope, key),
    approvalRequests: await readApprovalRequests(scope, key),
    ...(await readLinks(scope, key)),
    worklist: await readWorklist(scope, key),
    timeline: await readTimeline(scope, key),
  };
}

async function readWorklist(scope: Scope, { storeId, orderId }: OrderPartKey): Promise<ApiWorklistReason[]> {
  const rows = await readRows<WorklistJson>(
    scope,
    `SELECT ${worklistColumns} FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id ${ownerJoin}
     WHERE w.store_id = $1 AND w.order_id = $2 AND w.closed_at IS NULL ORDER BY w.list, w.reason, w.id`,
    [storeId, orderId],
  );
  return rows.map(toApiWorklistReason);
}
