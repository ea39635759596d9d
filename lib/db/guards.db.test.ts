import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { approvalStatuses } from "@/lib/payments/approval-state";
import { authorizationStatuses } from "@/lib/payments/authorization-state";
import { captureStatuses, invoiceStatuses } from "@/lib/payments/capture-state";
import { orderStatuses } from "@/lib/payments/order-state";
import { refundStatuses } from "@/lib/payments/refund-state";

let desk: DeskForTests;
let captured: string;
let held: string;
beforeAll(async () => {
  desk = await openDeskForTests();
  captured = await desk.confirmedOrder();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber: captured }, {}));
  must(await shipRelease(desk.context, { orderNumber: captured, releaseNo }, {}));
  await desk.work();
  held = await desk.confirmedOrder();
});
afterAll(() => desk.close());

const orderId = (number: string) => `(SELECT id FROM orders WHERE order_number = '${number}')`;

/** What the database says to statements that go around every line of ours. */
async function attack(sql: string): Promise<string> {
  const client = await desk.database.pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query("COMMIT");
    return "accepted";
  } catch (error) {
    await client.query("ROLLBACK");
    return (error as { constraint?: string; message: string }).constraint ?? (error as Error).message;
  } finally {
    client.release();
  }
}

const attacks: readonly [ids: string, what: string, sql: () => string, refusedBy: string][] = [
  [
    "I1",
    "capture more than is held",
    () => `UPDATE authorizations SET captured_minor = amount_minor + 1 WHERE order_id = ${orderId(held)}`,
    "authorizations_ceiling",
  ],
  [
    "I1",
    "reserve more than is held",
    () => `UPDATE authorizations SET reserved_minor = amount_minor + 1 WHERE order_id = ${orderId(held)}`,
    "authorizations_ceiling",
  ],
  [
    "I1",
    "take a captured amount below zero",
    () => `UPDATE authorizations SET captured_minor = -1 WHERE order_id = ${orderId(held)}`,
    "authorizations_ceiling",
  ],
  [
    "I1",
    "capture more than is invoiced",
    () => `UPDATE invoices SET captured_minor = amount_minor + 1 WHERE order_id = ${orderId(captured)}`,
    "invoices_ceiling",
  ],
  [
    "I2 RF-1",
    "refund more than was captured",
    () => `UPDATE captures SET refunded_minor = amount_minor + 1 WHERE order_id = ${orderId(captured)}`,
    "captures_ceiling",
  ],
  [
    "I2 FD-3",
    "refund and lose a dispute for the same money",
    () => `UPDATE captures SET refunded_minor = amount_minor, disputed_minor = 1 WHERE order_id = ${orderId(captured)}`,
    "captures_ceiling",
  ],
  [
    "I2",
    "give an order more back than it paid",
    () => `UPDATE orders SET refunded_minor = captured_minor + 1 WHERE order_number = '${captured}'`,
    "orders_amounts",
  ],
  ["I5 I6 DC-1", "open a second call for one obligation", () => sameObligation(), "attempts_one_open_per_obligation"],
  [
    "I5 DC-3",
    "use an idempotency key twice",
    () => copyOfAttempt("'other-obligation'", "idempotency_key"),
    "attempts_store_id_idempotency_key_key",
  ],
  [
    "I7",
    "turn a definite outcome into another",
    () => `UPDATE attempts SET status = 'declined' WHERE status = 'succeeded'`,
    "attempts_outcome_stays",
  ],
  [
    "DC-3",
    "change the amount behind a key",
    () => `UPDATE attempts SET amount_minor = amount_minor + 1`,
    "attempts_request_stays",
  ],
  ["I8", "give an order two successors", () => twoSuccessors(), "order_links_pkey"],
  [
    "I8",
    "let an order replace itself",
    () =>
      `INSERT INTO order_links (store_id, predecessor_id, successor_id, reason, status, difference_minor, currency, created_at) SELECT store_id, id, id, 'x', 'proposed', 0, 'USD', now() FROM orders WHERE order_number = '${held}'`,
    "order_links_not_itself",
  ],
  ["I10", "rewrite the books", () => "UPDATE ledger_entries SET amount_minor = 1", "ledger_entries_append_only"],
  ["I10", "tear a page out of the books", () => "DELETE FROM ledger_entries", "ledger_entries_append_only"],
  ["I10", "empty the books at once", () => "TRUNCATE ledger_entries", "ledger_entries_append_only"],
  ["I10", "rewrite the audit", () => "UPDATE audit_log SET actor = 'nobody'", "audit_log_append_only"],
  ["I10", "forget the audit", () => "DELETE FROM audit_log", "audit_log_append_only"],
  ["I10", "rewrite the timeline", () => "UPDATE events SET type = 'nothing'", "events_append_only"],
  ["I10", "delete a hold", () => "DELETE FROM authorizations", "authorizations_append_only"],
  ["I10", "delete a capture", () => "DELETE FROM captures", "captures_append_only"],
  ["I10", "delete an attempt", () => "DELETE FROM attempts", "attempts_append_only"],
  [
    "I4",
    "write a transaction that does not balance",
    () =>
      `INSERT INTO ledger_entries (store_id, transaction_id, order_id, account, amount_minor, currency, subject, created_at) SELECT store_id, 'ltx_bad', id, 'revenue', -5, 'USD', 'x', now() FROM orders WHERE order_number = '${held}'`,
    "ledger_balances",
  ],
  [
    "CU-3",
    "hold another currency than the order's",
    () => `UPDATE authorizations SET currency = 'EUR' WHERE order_id = ${orderId(held)}`,
    "authorizations_currency",
  ],
  [
    "CU-3",
    "invoice another currency than the order's",
    () => `UPDATE invoices SET currency = 'EUR' WHERE order_id = ${orderId(captured)}`,
    "invoices_currency",
  ],
  [
    "I3",
    "make a total negative",
    () => `UPDATE orders SET total_minor = -1 WHERE order_number = '${held}'`,
    "orders_amounts",
  ],
  [
    "MT-3",
    "spend a gift card below zero",
    () =>
      "INSERT INTO house_balances (store_id, id, kind, token, currency, balance_minor, held_minor, created_at) VALUES ('northlight', 'hb', 'stored_value', 't', 'USD', 100, 101, now())",
    "house_balances_bounds",
  ],
  ["H20", "turn the clock back", () => "UPDATE clock SET offset_ms = offset_ms - 1000", "clock_moves_forward"],
];

function copyOfAttempt(obligation: string, key: string): string {
  return `INSERT INTO attempts (store_id, id, order_id, operation_id, operation, obligation, attempt_no, idempotency_key, gateway, status, amount_minor, currency, request, actor, correlation_id, requested_at)
    SELECT store_id, id || 'x', order_id, operation_id, operation, ${obligation}, attempt_no, ${key}, gateway, 'requested', amount_minor, currency, request, actor, correlation_id, requested_at FROM attempts LIMIT 1`;
}

function sameObligation(): string {
  return `${copyOfAttempt("'one'", "'key-1'")}; ${copyOfAttempt("'one'", "'key-2'").replace("id || 'x'", "id || 'y'")}`;
}

function twoSuccessors(): string {
  const link = (successor: string) =>
    `INSERT INTO order_links (store_id, predecessor_id, successor_id, reason, status, difference_minor, currency, created_at) SELECT store_id, id, ${successor}, 'x', 'proposed', 0, 'USD', now() FROM orders WHERE order_number = '${held}'`;
  return `${link(orderId(captured))}; ${link(orderId(captured))}`;
}

describe("the database refuses what must never be, whoever asks", () => {
  it.each(attacks)("%s: to %s", async (_ids, _what, sql, refusedBy) => {
    expect(await attack(sql())).toBe(refusedBy);
  });

  it("I10: statuses in the database are the words of the state tables", async () => {
    const { rows } = await desk.database.pool.query<{ name: string; text: string }>(
      "SELECT conname AS name, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname LIKE '%\\_status'",
    );
    const wordsOf = (name: string) =>
      [...(rows.find((row) => row.name === name)?.text ?? "").matchAll(/'([a-z_]+)'/g)].map((match) => match[1]);
    expect(wordsOf("orders_status")).toEqual([...orderStatuses]);
    expect(wordsOf("authorizations_status")).toEqual([...authorizationStatuses]);
    expect(wordsOf("captures_status")).toEqual([...captureStatuses]);
    expect(wordsOf("invoices_status")).toEqual([...invoiceStatuses]);
    expect(wordsOf("refunds_status")).toEqual([...refundStatuses]);
    expect(wordsOf("approval_requests_status")).toEqual([...approvalStatuses]);
  });

  it("MR4-41: the reporting role reads its views and nothing else", async () => {
    const client = await desk.database.pool.connect();
    try {
      await client.query("SET ROLE paydesk_readonly");
      const { rows } = await client.query("SELECT order_number FROM reporting.orders");
      expect(rows.length).toBeGreaterThan(0);
      await expect(client.query("SELECT * FROM public.orders")).rejects.toThrow(/permission denied/);
      await expect(client.query("SELECT * FROM public.staff_users")).rejects.toThrow(/permission denied/);
    } finally {
      await client.query("RESET ROLE");
      client.release();
    }
  });
});
