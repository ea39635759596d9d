import type { PoolClient } from "pg";

/** One row per order: everything that the tables of order-tables.ts are filled from. `pg_temp.dice` is the same in every run. */
export async function createPlan(client: PoolClient): Promise<void> {
  await client.query(`
    CREATE FUNCTION pg_temp.dice(n int, seed int, sides int) RETURNS int LANGUAGE sql IMMUTABLE AS
      'SELECT (abs(hashint8extended(n::bigint, seed::bigint) % sides))::int';
    CREATE TEMP TABLE plan (
      n int PRIMARY KEY, kind text NOT NULL, key text NOT NULL, account_no int NOT NULL, total bigint NOT NULL, agreed bigint NOT NULL,
      placed_at timestamptz NOT NULL, promised_at timestamptz NOT NULL, status text NOT NULL, capture_status text NOT NULL, due_at timestamptz,
      hold text NOT NULL, hold_reference text NOT NULL, hold_ends_at timestamptz NOT NULL, invoice text, approval text
    )`);
}

/**
 * Plans the orders `from` to `to` of a shop that lives: four in five are done, some wait for their goods, a few were cancelled, and six in a
 * hundred stand in a worklist. They are due as the worker leaves them: what is in its list already is looked at again when its hold ends.
 */
export async function planShop(client: PoolClient, from: number, to: number): Promise<void> {
  await client.query(
    `INSERT INTO plan
     SELECT n, kind, lpad(n::text, 8, '0'), n / 4, total, CASE WHEN kind IN ('awaiting', 'price_rise') THEN total * 4 / 5 ELSE total END,
       placed_at, placed_at + make_interval(days => 3 + pg_temp.dice(n, 5, 20)),
       CASE kind WHEN 'completed' THEN 'completed' WHEN 'cancelled' THEN 'cancelled' WHEN 'failed' THEN 'shipped' ELSE 'confirmed' END,
       CASE kind WHEN 'completed' THEN 'success' WHEN 'failed' THEN 'failed' ELSE 'none' END,
       CASE WHEN kind = 'expiring' THEN ends_at WHEN kind IN ('covered', 'awaiting', 'failed') THEN greatest(ends_at - interval '72 hours', paydesk_now()) END,
       CASE kind WHEN 'completed' THEN 'captured' WHEN 'cancelled' THEN 'voided' WHEN 'expired' THEN 'expired' WHEN 'declined' THEN 'declined' ELSE 'authorized' END,
       'pi_bench_' || lpad(n::text, 8, '0'), ends_at,
       CASE kind WHEN 'completed' THEN 'captured' WHEN 'failed' THEN 'finally_failed' END,
       CASE kind WHEN 'awaiting' THEN 'sent' END
     FROM (
       SELECT n, kind, 1500 + pg_temp.dice(n, 2, 60000)::bigint + CASE WHEN pg_temp.dice(n, 3, 10) = 0 THEN 90000 ELSE 0 END AS total,
         paydesk_now() - make_interval(mins => CASE WHEN kind IN ('completed', 'cancelled') THEN pg_temp.dice(n, 4, 525600) ELSE 1440 + pg_temp.dice(n, 4, 28800) END) AS placed_at,
         paydesk_now() + make_interval(mins => CASE kind WHEN 'expired' THEN -60 - pg_temp.dice(n, 6, 20000) WHEN 'expiring' THEN 120 + pg_temp.dice(n, 6, 4000)
           ELSE 5760 + pg_temp.dice(n, 6, 30000) END) AS ends_at
       FROM (
         SELECT n, CASE WHEN roll < 8200 THEN 'completed' WHEN roll < 8900 THEN 'covered' WHEN roll < 9400 THEN 'cancelled' WHEN roll < 9580 THEN 'expiring'
           WHEN roll < 9730 THEN 'expired' WHEN roll < 9820 THEN 'failed' WHEN roll < 9910 THEN 'awaiting' WHEN roll < 9960 THEN 'price_rise' ELSE 'declined' END AS kind
         FROM (SELECT n, pg_temp.dice(n, 1, 10000) AS roll FROM generate_series($1::int, $2::int) AS n) AS rolls
       ) AS kinds
     ) AS facts`,
    [from, to],
  );
}

/** Plans orders that have shipped in full and wait for the capture of these holds. */
export async function planOwed(
  client: PoolClient,
  holds: readonly { reference: string; amountMinor: number }[],
): Promise<void> {
  await client.query(
    `INSERT INTO plan
     SELECT n, 'owed', lpad(n::text, 8, '0'), n / 4, amount, amount, paydesk_now() - interval '2 days', paydesk_now() + interval '1 day', 'shipped', 'pending',
       paydesk_now() + interval '1 day', 'authorized', reference, paydesk_now() + interval '6 days', 'open', NULL
     FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS holds(reference, amount, n)`,
    [holds.map((hold) => hold.reference), holds.map((hold) => hold.amountMinor)],
  );
}
