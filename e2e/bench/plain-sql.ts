/** The same rows as plain SQL, as somebody would write it who wants them as fast as Postgres gives them: one statement, an index, a border, a kept plan. */
export type PlainSql = { readonly text: string; readonly values: readonly unknown[] };

const orderColumns = `o.order_number, a.external_id, a.name, o.source, o.reference, o.status, o.capture_status, o.is_fraud_stopped, o.currency, o.total_minor,
  o.approved_total_minor, o.captured_minor, o.refunded_minor, o.placed_at, o.promised_ship_at, o.confirmed_at, o.shipped_at, o.cancelled_at, o.updated_at, o.version`;
const orders = `SELECT ${orderColumns} FROM orders o JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id WHERE o.store_id = $1`;
const items = `SELECT w.id, w.list, w.reason, w.amount_minor, w.currency, w.deadline_at, w.next_step, w.why, w.opened_at, o.order_number, o.status, a.external_id, a.name
  FROM worklist_items w JOIN orders o ON o.store_id = w.store_id AND o.id = w.order_id JOIN accounts a ON a.store_id = o.store_id AND a.id = o.account_id
  WHERE w.store_id = $1 AND w.list = 'unpaid' AND w.closed_at IS NULL`;
const deadline = "coalesce(w.deadline_at, 'infinity'::timestamptz)";

/** `at`: null behind the rows that have a deadline. */
export type Border = { readonly at: Date | null; readonly id: string };

export function plainOrders(storeId: string, limit: number, border?: Border): PlainSql {
  const beyond = border ? "AND o.placed_at <= $2 AND (o.placed_at < $2 OR o.id > $3)" : "";
  const values = border ? [storeId, border.at, border.id] : [storeId];
  return { text: `${orders} ${beyond} ORDER BY o.placed_at DESC, o.id LIMIT ${limit}`, values };
}

export function plainWorklist(storeId: string, limit: number, border?: Border): PlainSql {
  const beyond = border ? `AND (${deadline}, w.id) > (coalesce($2, 'infinity'::timestamptz), $3)` : "";
  const values = border ? [storeId, border.at, border.id] : [storeId];
  return { text: `${items} ${beyond} ORDER BY ${deadline}, w.id LIMIT ${limit}`, values };
}

export function plainUnpaid(storeId: string, limit: number): PlainSql {
  const risk = `w.lapse_rank, paydesk_risk_band(w.amount_minor, w.currency), ${deadline}, w.id`;
  return { text: `${items} ORDER BY ${risk} LIMIT ${limit}`, values: [storeId] };
}

export function plainByNumber(storeId: string, orderNumber: string): PlainSql {
  return { text: `${orders} AND o.order_number = $2`, values: [storeId, orderNumber] };
}

export function plainByEmail(storeId: string, email: string): PlainSql {
  return { text: `${orders} AND lower(a.email) COLLATE "C" = $2`, values: [storeId, email] };
}

export function plainByLast4(storeId: string, last4: string): PlainSql {
  const cards = "SELECT m.order_id FROM order_payment_methods m WHERE m.store_id = $1 AND m.last4 = $2";
  return { text: `${orders} AND o.id IN (${cards}) ORDER BY o.placed_at DESC, o.id`, values: [storeId, last4] };
}
