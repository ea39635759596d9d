import type { Pool } from "pg";
import { toOrderLine } from "@/lib/db/stores/line-store";
import type { RowOf, TableName } from "@/lib/db/tables";
import { toRow } from "@/lib/db/transaction";
import { pageGateway } from "@/lib/payments/approval";
import { type AuthorizationWindow, holdEnds } from "@/lib/payments/authorization-window";
import { defaultAuthorizationWindows } from "@/lib/payments/authorization-window-defaults";
import { DAY_MS, HOUR_MS, toInstant } from "@/lib/payments/instant";
import { compareLines, type LineChange } from "@/lib/payments/order-lines";

/** The order behind a question to the customer, with what changed since they last agreed. */
export type ApprovalFacts = {
  readonly store: RowOf<"stores">;
  readonly account: RowOf<"accounts">;
  readonly order: RowOf<"orders">;
  readonly changes: readonly LineChange[];
  /** How long the bank will hold the amount, as far as is known before it is asked. */
  readonly holdDays: number;
};

export async function loadApprovalFacts(
  pool: Pool,
  storeId: string,
  orderId: string,
): Promise<ApprovalFacts | undefined> {
  const order = await one(pool, "orders", storeId, orderId);
  if (!order) return undefined;
  const account = await one(pool, "accounts", storeId, order.accountId);
  const stores = await pool.query("SELECT * FROM stores WHERE id = $1", [storeId]);
  const store = stores.rows[0] && toRow<RowOf<"stores">>(stores.rows[0]);
  if (!account || !store) return undefined;
  const lines = async (revision: number | null) => {
    if (revision === null) return [];
    const found = await pool.query(
      "SELECT * FROM order_lines WHERE store_id = $1 AND order_id = $2 AND revision = $3 ORDER BY line_no",
      [storeId, orderId, revision],
    );
    return found.rows.map((row) => toOrderLine(toRow(row), order.currency));
  };
  const changes = compareLines(await lines(order.approvedRevision), await lines(order.revision));
  return { store, account, order, changes, holdDays: await holdDays(pool, storeId) };
}

async function one<T extends TableName>(
  pool: Pool,
  table: T,
  storeId: string,
  id: string,
): Promise<RowOf<T> | undefined> {
  const found = await pool.query(`SELECT * FROM ${table} WHERE store_id = $1 AND id = $2`, [storeId, id]);
  return found.rows[0] && toRow<RowOf<T>>(found.rows[0]);
}

async function holdDays(pool: Pool, storeId: string): Promise<number> {
  const found = await pool.query(
    "SELECT * FROM authorization_windows WHERE store_id = $1 AND valid_from <= paydesk_now()",
    [storeId],
  );
  const own = found.rows.map((row) => toWindow(toRow<RowOf<"authorization_windows">>(row)));
  const authorizedAt = toInstant(0);
  const { expiresAt } = holdEnds({
    gatewayExpiresAt: null,
    gatewayGuaranteedUntil: null,
    authorizedAt,
    gateway: pageGateway,
    methodKind: "card",
    brand: null,
    initiator: "customer",
    windows: own.length > 0 ? own : defaultAuthorizationWindows,
  });
  return Math.floor((expiresAt - authorizedAt) / DAY_MS);
}

function toWindow(row: RowOf<"authorization_windows">): AuthorizationWindow {
  return {
    gateway: row.gateway as AuthorizationWindow["gateway"],
    methodKind: row.methodKind as AuthorizationWindow["methodKind"],
    brand: row.brand,
    initiator: row.initiator as AuthorizationWindow["initiator"],
    validityMs: row.validityHours * HOUR_MS,
    honourMs: row.honourHours === null ? null : row.honourHours * HOUR_MS,
  };
}
