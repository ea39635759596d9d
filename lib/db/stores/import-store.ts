import type { PoolClient } from "pg";

export type StagedPayment = {
  readonly lineNo: number;
  readonly orderNumber: string;
  readonly sequence: number;
  readonly kind: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly account: string;
  readonly accountName: string;
  readonly placedAt: Date | null;
};
export type StagedRefusal = { readonly lineNo: number; readonly why: string };

/** A table of this session's own in which a file's rows wait to become orders: an order's payments may stand anywhere in the file. */
export async function createStaging(client: PoolClient): Promise<void> {
  await client.query(`CREATE TEMP TABLE staged (line_no int, order_number text, sequence int, kind text, amount_minor bigint, currency char(3),
    account text, account_name text, placed_at timestamptz, refused text)`);
}

export async function stage(client: PoolClient, rows: readonly StagedPayment[]): Promise<void> {
  const column = <K extends keyof StagedPayment>(key: K) => rows.map((row) => row[key]);
  await client.query(
    `INSERT INTO staged SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::timestamptz[]),
     LATERAL (SELECT NULL::text) AS refused(refused)`,
    [
      column("lineNo"),
      column("orderNumber"),
      column("sequence"),
      column("kind"),
      column("amountMinor"),
      column("currency"),
      column("account"),
      column("accountName"),
      column("placedAt"),
    ],
  );
}

/** Finds rows that cannot be loaded: doubled in the file, of two currencies, or of an order that the desk itself works on. Counts what is loaded already. */
export async function judgeStaged(
  client: PoolClient,
  storeId: string,
): Promise<{ refusals: StagedRefusal[]; alreadyLoaded: number }> {
  await client.query("CREATE INDEX ON staged (order_number, sequence)");
  await client.query("ANALYZE staged");
  await client.query(`UPDATE staged s SET refused = 'repeats payment ' || s.sequence || ' of this order'
    FROM (SELECT order_number, sequence, min(line_no) AS first FROM staged GROUP BY 1, 2 HAVING count(*) > 1) d
    WHERE s.order_number = d.order_number AND s.sequence = d.sequence AND s.line_no > d.first`);
  await client.query(`UPDATE staged s SET refused = 'has another currency than the order''s first row'
    FROM (SELECT order_number, (array_agg(currency ORDER BY line_no))[1] AS currency FROM staged WHERE refused IS NULL GROUP BY 1 HAVING count(DISTINCT currency) > 1) d
    WHERE s.order_number = d.order_number AND s.currency <> d.currency AND s.refused IS NULL`);
  await client.query(
    `UPDATE staged s SET refused = 'belongs to an order that was not imported' FROM orders o
     WHERE o.store_id = $1 AND o.order_number = s.order_number AND NOT o.is_manual_only AND s.refused IS NULL`,
    [storeId],
  );
  const known = `FROM orders o LEFT JOIN order_payment_methods m ON m.store_id = o.store_id AND m.order_id = o.id
     WHERE o.store_id = $1 AND o.order_number = s.order_number AND o.is_manual_only AND s.refused IS NULL AND m.sequence = s.sequence`;
  const loaded = await client.query(
    `UPDATE staged s SET refused = 'already_loaded' ${known} AND m.fixed_minor = s.amount_minor AND m.kind = s.kind AND m.currency = s.currency`,
    [storeId],
  );
  await client.query(
    `UPDATE staged s SET refused = 'differs from what was imported before' FROM orders o
     WHERE o.store_id = $1 AND o.order_number = s.order_number AND o.is_manual_only AND s.refused IS NULL`,
    [storeId],
  );
  const refused = await client.query<{ line_no: number; refused: string }>(
    "SELECT line_no, refused FROM staged WHERE refused IS NOT NULL AND refused <> 'already_loaded' ORDER BY line_no",
  );
  return {
    refusals: refused.rows.map((row) => ({ lineNo: row.line_no, why: row.refused })),
    alreadyLoaded: loaded.rowCount ?? 0,
  };
}

/** The next order numbers to load after `after`, in order: a chunk that one short transaction can carry. */
export async function nextChunk(
  client: PoolClient,
  after: string,
  size: number,
): Promise<{ last: string; count: number } | undefined> {
  const found = await client.query<{ last: string; count: number }>(
    `SELECT max(order_number) AS last, count(*)::int AS count FROM
     (SELECT DISTINCT order_number FROM staged WHERE order_number > $1 AND refused IS NULL ORDER BY order_number LIMIT $2) AS chunk`,
    [after, size],
  );
  const row = found.rows[0];
  return row && row.count > 0 ? row : undefined;
}

/**
 * Loads one chunk as finished history: order, payment methods in sequence, hold, invoice, capture and books, together or not at all. Ids follow from
 * store and number, so that a second run finds its own rows. Nothing about these orders is ever automatic (DM-2).
 */
export async function loadChunk(
  client: PoolClient,
  storeId: string,
  range: { after: string; last: string; actor: string; correlationId: string },
): Promise<{ orders: number; payments: number }> {
  const { after, last, actor, correlationId } = range;
  await client.query("BEGIN");
  try {
    await client.query(
      `CREATE TEMP TABLE chunk ON COMMIT DROP AS SELECT s.*, md5($1 || ':' || s.order_number) AS key FROM staged s WHERE s.order_number > $2 AND s.order_number <= $3 AND s.refused IS NULL`,
      [storeId, after, last],
    );
    await client.query(`CREATE TEMP TABLE heads ON COMMIT DROP AS SELECT key, order_number, min(currency) AS currency, sum(amount_minor)::bigint AS total, (array_agg(account ORDER BY sequence))[1] AS account,
      (array_agg(account_name ORDER BY sequence))[1] AS account_name, coalesce(min(placed_at), paydesk_now()) AS placed_at FROM chunk GROUP BY key, order_number`);
    for (const statement of statements)
      await client.query(statement.text, statement.values({ storeId, actor, correlationId }));
    const counts = await client.query<{ orders: number; payments: number }>(
      "SELECT (SELECT count(*)::int FROM heads) AS orders, (SELECT count(*)::int FROM chunk) AS payments",
    );
    await client.query("COMMIT");
    return counts.rows[0] ?? { orders: 0, payments: 0 };
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
}

type Values = { storeId: string; actor: string; correlationId: string };
const byStore = ({ storeId }: Values) => [storeId];

const statements: readonly { text: string; values: (values: Values) => unknown[] }[] = [
  {
    text: `INSERT INTO accounts (store_id, id, external_id, name, created_at, updated_at)
      SELECT DISTINCT ON (account) $1, 'acc_' || md5($1 || ':' || account), account, account_name, paydesk_now(), paydesk_now() FROM heads
      ON CONFLICT (store_id, external_id) DO NOTHING`,
    values: byStore,
  },
  {
    text: `INSERT INTO orders (store_id, id, order_number, account_id, source, status, currency, total_minor, approved_total_minor, captured_minor, capture_status, approved_revision, is_manual_only, placed_at, confirmed_at, shipped_at, created_at, updated_at)
      SELECT $1, 'ord_' || h.key, h.order_number, a.id, 'commerce', 'completed', h.currency, h.total, h.total, h.total, 'success', 1, true, h.placed_at, h.placed_at, h.placed_at, paydesk_now(), paydesk_now()
      FROM heads h JOIN accounts a ON a.store_id = $1 AND a.external_id = h.account`,
    values: byStore,
  },
  {
    text: `INSERT INTO order_revisions (store_id, order_id, revision, total_minor, currency, reason, actor, created_at) SELECT $1, 'ord_' || key, 1, total, currency, 'imported', $2, placed_at FROM heads`,
    values: ({ storeId, actor }) => [storeId, actor],
  },
  {
    text: `INSERT INTO order_lines (store_id, order_id, revision, line_no, sku, name, quantity, unit_price_minor, tax_minor, shipping_minor, shipping_tax_minor, adjustment_minor)
      SELECT $1, 'ord_' || key, 1, 1, 'IMPORTED', 'Imported order', 1, total, 0, 0, 0, 0 FROM heads`,
    values: byStore,
  },
  {
    text: `INSERT INTO order_payment_methods (store_id, id, order_id, sequence, kind, gateway, fixed_minor, currency, status, created_at)
      SELECT $1, 'opm_' || key || '_' || sequence, 'ord_' || key, sequence, kind, 'offline', amount_minor, currency, 'active', paydesk_now() FROM chunk`,
    values: byStore,
  },
  {
    text: `INSERT INTO releases (store_id, order_id, release_no, status, amount_minor, currency, created_at, shipped_at, capture_date) SELECT $1, 'ord_' || key, 1, 'shipped', total, currency, placed_at, placed_at, placed_at FROM heads`,
    values: byStore,
  },
  {
    text: `INSERT INTO release_lines (store_id, order_id, release_no, line_no, quantity) SELECT $1, 'ord_' || key, 1, 1, 1 FROM heads`,
    values: byStore,
  },
  {
    text: `INSERT INTO invoices (store_id, id, invoice_number, order_id, release_no, status, amount_minor, captured_minor, currency, issued_at, paid_at)
      SELECT $1, 'inv_' || key, 'IMP-' || order_number, 'ord_' || key, 1, 'captured', total, total, currency, placed_at, placed_at FROM heads`,
    values: byStore,
  },
  {
    text: `INSERT INTO authorizations (store_id, id, order_id, payment_method_id, gateway, initiator, status, amount_minor, captured_minor, currency, requested_at, authorized_at, ended_at)
      SELECT $1, 'aut_' || c.key || '_' || c.sequence, 'ord_' || c.key, 'opm_' || c.key || '_' || c.sequence, 'offline', 'customer', 'captured', c.amount_minor, c.amount_minor, c.currency, h.placed_at, h.placed_at, h.placed_at
      FROM chunk c JOIN heads h USING (key) WHERE c.amount_minor > 0`,
    values: byStore,
  },
  {
    text: `INSERT INTO captures (store_id, id, order_id, invoice_id, authorization_id, payment_method_id, status, amount_minor, currency, requested_at, captured_at)
      SELECT $1, 'cap_' || c.key || '_' || c.sequence, 'ord_' || c.key, 'inv_' || c.key, 'aut_' || c.key || '_' || c.sequence, 'opm_' || c.key || '_' || c.sequence, 'captured', c.amount_minor, c.currency, h.placed_at, h.placed_at
      FROM chunk c JOIN heads h USING (key) WHERE c.amount_minor > 0`,
    values: byStore,
  },
  {
    text: `INSERT INTO ledger_entries (store_id, transaction_id, order_id, account, amount_minor, currency, subject, created_at)
      SELECT $1, 'ltx_' || c.key || '_' || c.sequence, 'ord_' || c.key, line.account, line.sign * c.amount_minor, c.currency, 'cap_' || c.key || '_' || c.sequence, h.placed_at
      FROM chunk c JOIN heads h USING (key), (VALUES ('receivable', 1), ('revenue', -1), ('clearing:offline', 1), ('receivable', -1)) AS line(account, sign) WHERE c.amount_minor > 0`,
    values: byStore,
  },
  {
    text: `INSERT INTO events (store_id, order_id, type, actor, data, correlation_id, created_at)
      SELECT $1, 'ord_' || key, 'order_imported', $2, jsonb_build_object('amountMinor', total::text, 'currency', currency), $3, placed_at FROM heads`,
    values: ({ storeId, actor, correlationId }) => [storeId, actor, correlationId],
  },
];
