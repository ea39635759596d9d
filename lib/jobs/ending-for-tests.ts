import { paypalLedger } from "@/lib/sandbox/paypal/ledger";
import { ledger } from "@/lib/sandbox/stripe/ledger";
import type { DeskForTests } from "./desk-for-tests";

export type Ending = Readonly<Record<string, readonly string[]>>;

/** Everything that both sides have written down about some orders and that does not differ from one run to the next: no ids, numbers or moments. */
const ours: Readonly<Record<string, string>> = {
  orders:
    "SELECT o.status || ' ' || o.capture_status || ' ' || o.total_minor || ' ' || o.captured_minor || ' ' || o.refunded_minor || ' ' || o.spare_minor AS line FROM orders o WHERE o.id = ANY($1)",
  holds:
    "SELECT status || ' ' || amount_minor || ' ' || captured_minor || ' ' || reserved_minor AS line FROM authorizations WHERE order_id = ANY($1)",
  captures:
    "SELECT status || ' ' || amount_minor || ' ' || refunded_minor || ' ' || refund_reserved_minor AS line FROM captures WHERE order_id = ANY($1)",
  refunds: "SELECT status || ' ' || amount_minor AS line FROM refunds WHERE order_id = ANY($1)",
  invoices:
    "SELECT status || ' ' || captured_minor || ' ' || reserved_minor || ' ' || attempt_count AS line FROM invoices WHERE order_id = ANY($1)",
  attempts: "SELECT operation || ' ' || status AS line FROM attempts WHERE order_id = ANY($1)",
  pages: "SELECT status || ' ' || amount_minor AS line FROM hosted_sessions WHERE order_id = ANY($1)",
  approvals: "SELECT status || ' ' || amount_minor AS line FROM approval_requests WHERE order_id = ANY($1)",
  lists: "SELECT list || ' ' || reason AS line FROM worklist_items WHERE closed_at IS NULL AND order_id = ANY($1)",
  books:
    "SELECT account || ' ' || sum(amount_minor) AS line FROM ledger_entries WHERE order_id = ANY($1) GROUP BY account",
  history: "SELECT type AS line FROM events WHERE order_id = ANY($1)",
  differences: "SELECT kind || ' ' || status AS line FROM reconciliation_differences WHERE order_id = ANY($1)",
};

export async function endingOf({ database, sandbox }: DeskForTests, orderNumbers: readonly string[]): Promise<Ending> {
  const { rows } = await database.pool.query<{ id: string }>(
    "SELECT id FROM orders WHERE order_number = ANY($1) OR order_number = ANY(SELECT n || '-2' FROM unnest($1::text[]) AS n)",
    [orderNumbers],
  );
  const ids = rows.map(({ id }) => id);
  const ending: Record<string, string[]> = {};
  for (const [name, text] of Object.entries(ours))
    ending[name] = (await database.pool.query<{ line: string }>(text, [ids])).rows.map(({ line }) => line).toSorted();
  const attempts = await database.pool.query<{ mark: string }>(
    "SELECT DISTINCT operation_id AS mark FROM attempts WHERE order_id = ANY($1)",
    [ids],
  );
  const marks = new Set(attempts.rows.map(({ mark }) => mark));
  ending.stripe = ledger(sandbox.world)
    .intents.filter(({ metadata }) => Object.values(metadata).some((mark) => marks.has(mark)))
    .map(({ status, held, captured, captures, refunded, charges }) =>
      [status, held, captured, captures, refunded, charges].join(" "),
    )
    .toSorted();
  ending.paypal = paypalLedger(sandbox.paypal)
    .orders.filter(({ customId }) => customId !== null && marks.has(customId))
    .map(({ status, held, captured, refunded }) => [status, held, captured, refunded].join(" "))
    .toSorted();
  return ending;
}
