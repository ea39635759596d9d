import type { Pool } from "pg";

export const LARGE = "large";
const ORDERS = 12_000;
const UNPAID = 450;

/** A shop of many orders, made by plain SQL: each with an account of four, a card and a hold; some unpaid for one reason, a few for two. */
export async function addLargeShop(pool: Pool): Promise<void> {
  await pool.query(
    `INSERT INTO accounts (store_id, id, external_id, name, email, created_at, updated_at)
     SELECT $1, 'acc_l' || n, 'L-' || n, 'Person ' || n, 'person' || n || '@example.com', now(), now() FROM generate_series(0, $2::int / 4) AS n`,
    [LARGE, ORDERS],
  );
  await addOrders(pool, 1, ORDERS);
  await pool.query("ANALYZE");
  await addReasons(pool, 1, UNPAID);
  await pool.query("VACUUM (ANALYZE)");
}

/** So many new orders, all unpaid: at the top, at the bottom and in the middle of every list. Answers how many. */
export async function addUnpaidOrders(pool: Pool, count: number): Promise<number> {
  const from = ORDERS + 1 + added;
  added += count;
  await addOrders(pool, from, from + count - 1);
  await addReasons(pool, from, from + count - 1);
  return count;
}
let added = 0;

/** Ten orders are placed at the very same moment each time. */
async function addOrders(pool: Pool, from: number, to: number): Promise<void> {
  await pool.query(
    `INSERT INTO orders (store_id, id, order_number, account_id, source, status, currency, total_minor, approved_total_minor, approved_revision,
       placed_at, promised_ship_at, confirmed_at, created_at, updated_at)
     SELECT $1, 'ord_l' || n, 'L' || lpad(n::text, 8, '0'), 'acc_l' || n % 3000, 'commerce', 'confirmed', 'USD', 1000 + n * 7 % 200000, 1000 + n * 7 % 200000, 1,
       now() - make_interval(mins => n / 10 % 900), now() + interval '9 days', now(), now(), now() FROM generate_series($2::int, $3::int) AS n`,
    [LARGE, from, to],
  );
  await pool.query(
    `INSERT INTO order_payment_methods (store_id, id, order_id, sequence, kind, gateway, token, customer_token, brand, last4, expiry_month, expiry_year, currency, status, created_at)
     SELECT $1, 'opm_l' || n, 'ord_l' || n, 1, 'card', 'stripe', 'pm_l', 'cus_l', 'visa', lpad((n % 3000)::text, 4, '0'), 12, 2030, 'USD', 'active', now()
     FROM generate_series($2::int, $3::int) AS n`,
    [LARGE, from, to],
  );
  await pool.query(
    `INSERT INTO authorizations (store_id, id, order_id, payment_method_id, gateway, gateway_reference, initiator, status, amount_minor, currency, requested_at,
       authorized_at, expires_at, expiry_source)
     SELECT $1, 'aut_l' || n, 'ord_l' || n, 'opm_l' || n, 'stripe', 'pi_l' || n, 'customer', 'authorized', 1000 + n * 7 % 200000, 'USD', now(), now(),
       now() + make_interval(hours => 24 + n % 40), 'gateway' FROM generate_series($2::int, $3::int) AS n`,
    [LARGE, from, to],
  );
}

/** Deadlines are shared by many, every fifth has none; every ninth order has a second reason, which does not make it a second row of the desk. */
async function addReasons(pool: Pool, from: number, to: number): Promise<void> {
  await pool.query(
    `INSERT INTO worklist_items (store_id, id, order_id, list, reason, subject, amount_minor, currency, deadline_at, next_step, why, opened_at, updated_at)
     SELECT $1, 'wli_l' || n || reason, 'ord_l' || n, 'unpaid', reason, '', 1000 + n * 7 % 200000, 'USD',
       CASE WHEN n % 5 > 0 THEN date_trunc('day', now()) + make_interval(days => n % 7) END, 'ask_customer', 'approval_needed', now(), now()
     FROM generate_series($2::int, $3::int) AS n, LATERAL (VALUES ('price_rise', true), ('not_covered', n % 9 = 0)) AS reasons(reason, is_so) WHERE is_so`,
    [LARGE, from, to],
  );
}
