import { type AlertTimes, toAlertTimes } from "@/lib/payments/alerting";
import { DAY_MS, HOUR_MS } from "@/lib/payments/instant";
import type { Order } from "@/lib/payments/order";
import type { RenewPolicy } from "@/lib/payments/renewing";
import type { RowOf } from "../tables";
import type { Rows, Statement, Tx } from "../transaction";
import { type OrderPartsJson, orderPartsSql, toOrder } from "./order-json";
import { type OpenItem, openItemsSql } from "./worklist-store";

/** An order as the rules see it, with the row behind it and what keeping its lists up to date needs. */
export type LoadedOrder = {
  readonly order: Order;
  readonly row: RowOf<"orders">;
  /** The row version of each hold, invoice and capture, by id: a conditional write names it. */
  readonly versions: ReadonlyMap<string, number>;
  readonly openItems: readonly OpenItem[];
  /** The store's setting: how long before its end a hold counts as expiring. */
  readonly expiringSoonHours: number;
  /** And how it lets the house renew holds by itself. */
  readonly renewal: RenewPolicy;
  /** And when it wants its people told. */
  readonly alertTimes: AlertTimes;
};

export type OrderKey = { readonly orderId: string } | { readonly orderNumber: string };

/**
 * Loads an order and takes its row lock: everything that changes an order's money queues here, for the few milliseconds of a
 * transaction. Undefined when the store has no such order.
 */
export async function loadOrderForChange(tx: Tx, storeId: string, orderId: string): Promise<LoadedOrder | undefined> {
  const locked = await tx.rows("SELECT 1 FROM orders WHERE store_id = $1 AND id = $2 FOR UPDATE", [storeId, orderId]);
  return locked.length > 0 ? loadLockedOrder(tx, storeId, orderId) : undefined;
}

/** The same for a transaction that begins with it: two reads for its opening, and from their rows the order. */
export function openWithOrder(storeId: string, key: OrderKey): [Statement, Statement] {
  const column = "orderId" in key ? "id" : "order_number";
  const value = "orderId" in key ? key.orderId : key.orderNumber;
  const lock = `SELECT 1 FROM orders WHERE store_id = $1 AND ${column} = $2 FOR UPDATE`;
  return [
    { text: lock, values: [storeId, value] },
    { text: loadSql(column), values: [storeId, value] },
  ];
}

/** What that opening has found; nothing without the lock, also where the order came between the two reads. */
export function openedOrder([locked, found]: readonly Rows[]): LoadedOrder | undefined {
  return locked?.length === 1 ? orderFrom(found) : undefined;
}

export function orderFrom(rows: Rows | undefined): LoadedOrder | undefined {
  const [found] = (rows ?? []) as readonly FoundOrder[];
  return found && toLoadedOrder(found);
}

/**
 * An order that this transaction has locked, as it stands now, with all its parts in one statement. A statement of its own after the lock: one that
 * had to wait for the lock would show the parts as they were before the wait.
 */
export async function loadLockedOrder(tx: Tx, storeId: string, orderId: string): Promise<LoadedOrder | undefined> {
  return orderFrom(await tx.rows(loadSql("id"), [storeId, orderId]));
}

type OrderExtras = {
  openItems: OpenItem[];
  storeTerms: {
    soonHours: number;
    autoRenewHours: number | null;
    autoRenewShipDays: number | null;
    alertHoldHours: number;
    alertSilenceMinutes: number;
  };
};

type FoundOrder = RowOf<"orders"> & OrderPartsJson & OrderExtras;

const loadSql = (key: "id" | "order_number") => `
SELECT o.*, ${orderPartsSql}, ${openItemsSql} AS open_items,
  (SELECT json_build_object('soonHours', s.expiring_soon_hours, 'autoRenewHours', s.auto_renew_hours, 'autoRenewShipDays', s.auto_renew_ship_days,
    'alertHoldHours', s.alert_hold_hours, 'alertSilenceMinutes', s.alert_silence_minutes)
   FROM stores s WHERE s.id = o.store_id) AS store_terms
FROM orders o WHERE o.store_id = $1 AND o.${key} = $2`;

function toLoadedOrder(found: FoundOrder): LoadedOrder {
  const {
    methods,
    authorizations,
    releases,
    invoices,
    captures,
    openAttempts,
    approval,
    predecessorId,
    successor,
    ...rest
  } = found;
  const { openItems, storeTerms, ...row } = rest;
  const { soonHours, autoRenewHours, autoRenewShipDays, alertHoldHours, alertSilenceMinutes } = storeTerms;
  const parts = {
    methods,
    authorizations,
    releases,
    invoices,
    captures,
    openAttempts,
    approval,
    predecessorId,
    successor,
  };
  return {
    order: toOrder(row, parts),
    row,
    versions: new Map([...authorizations, ...invoices, ...captures].map(({ id, version }) => [id, version])),
    openItems,
    expiringSoonHours: soonHours,
    renewal: {
      beforeEndMs: autoRenewHours === null ? null : autoRenewHours * HOUR_MS,
      beforeShipMs: autoRenewShipDays === null ? null : autoRenewShipDays * DAY_MS,
    },
    alertTimes: toAlertTimes(alertHoldHours, alertSilenceMinutes),
  };
}
