import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { askGateway } from "@/lib/operations/attempt/ask-gateway";
import { confirmSettlement, refuseSettlement } from "@/lib/operations/attempt/decide-settlement";
import { proposeSettlement } from "@/lib/operations/attempt/propose-settlement";
import { capturedMoneyAt } from "@/lib/operations/capture/captured-money-for-tests";
import { captureDueInvoice } from "@/lib/operations/invoice/capture-due-invoice";
import { captureInvoices } from "@/lib/operations/invoice/capture-invoices";
import { requestCapture } from "@/lib/operations/invoice/request-capture";
import type { OperationContext } from "@/lib/operations/operation-context";
import { cancelOrder } from "@/lib/operations/order/cancel-order";
import { stopForFraud } from "@/lib/operations/order/stop-for-fraud";
import { requestRefund } from "@/lib/operations/refund/request-refund";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { changeStoreSettings, storeSettingsInput } from "@/lib/operations/store/change-store-settings";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
  await desk.advance(SECOND_MS);
  // Only the ladder asks here: events that are found by asking, and the comparison of books, would settle some of it first.
  await desk.database.pool.query("UPDATE gateway_schedules SET due_at = 'infinity'");
});
afterEach(() => fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" }));
afterAll(() => desk.close());

const staff = (userId: string): OperationContext => ({
  ...desk.context,
  actor: { kind: "staff", userId, name: userId },
});

/** A shipped order whose capture went wrong in the given way, as the gateway's capture call or as all calls about that payment. */
async function captureThat(fault: object, isDeaf = false) {
  const orderNumber = await desk.confirmedOrder();
  const { intent, orderId } = await desk.row<{ intent: string; orderId: string }>(
    `SELECT gateway_reference AS intent, order_id AS "orderId" FROM authorizations WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)`,
    [orderNumber],
  );
  const path = `/v1/payment_intents/${intent}${isDeaf ? "*" : "/capture"}`;
  await desk.fault({ path, ...fault });
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  await desk.work();
  const attempt = () =>
    desk.row<{ id: string; status: string; nextAt: Date | null; count: number }>(
      `SELECT id, status, next_enquiry_at AS "nextAt", enquiry_count AS count FROM attempts WHERE order_id = $1 AND operation = 'capture'
       ORDER BY requested_at DESC, id DESC LIMIT 1`,
      [orderId],
    );
  return { orderNumber, orderId, intent, invoiceId, attempt };
}

async function captureCalls(intent: string) {
  const calls = (await (await fetch(`${desk.sandbox.url}/__sandbox/calls`)).json()) as {
    recent: { path: string; idempotencyKey: string; status: number; isReplay: boolean }[];
  };
  return calls.recent.filter((call) => call.path === `/v1/payment_intents/${intent}/capture`);
}

async function capturedAtGateway(intent: string): Promise<number | undefined> {
  const ledger = (await (await fetch(`${desk.sandbox.url}/__sandbox/ledger`)).json()) as {
    intents: { id: string; captured: number }[];
  };
  return ledger.intents.find(({ id }) => id === intent)?.captured;
}

const capturedHere = (orderId: string) =>
  desk.row<{ minor: bigint }>("SELECT captured_minor AS minor FROM orders WHERE id = $1", [orderId]);

describe("a call without an answer", () => {
  it.each([
    ["drop_after", {}],
    ["error_500_before", {}],
    ["html_502", {}],
    ["cut_json", { hasEffect: false }],
    ["conflict_409", {}],
  ])(
    "UN-1 DC-5 X06 I6 I7: %s %j freezes the invoice on every road, is listed, and ends in one capture",
    async (action, extra) => {
      const { orderNumber, orderId, intent, invoiceId, attempt } = await captureThat({ action, ...extra });
      const { id, status } = await attempt();
      expect(status).toBe("unconfirmed");

      expect(await requestCapture(desk.context, { invoiceId, manual: true })).toMatchObject({ ok: false });
      expect(await captureDueInvoice(desk.context, { orderId, invoiceId })).toMatchObject({ ok: false });
      expect(await captureInvoices(staff("usr_1"), [invoiceId])).toMatchObject({ reason: "outcome_unknown" });
      expect(await cancelOrder(desk.context, { orderNumber }, { reason: "no answer" })).toMatchObject({ ok: false });
      const lists = await desk.database.pool.query<{ list: string }>(
        "SELECT list FROM worklist_items WHERE order_id = $1 AND reason = 'unconfirmed' AND subject = $2 AND closed_at IS NULL ORDER BY 1",
        [orderId, id],
      );
      expect(lists.rows.map(({ list }) => list)).toEqual(["unconfirmed", "unpaid"]);

      await desk.advance(31 * SECOND_MS);
      expect(await capturedHere(orderId)).toEqual({ minor: 20_000n });
      expect(await capturedAtGateway(intent)).toBe(20_000);
      expect(new Set((await captureCalls(intent)).map((call) => call.idempotencyKey)).size).toBe(1);
    },
  );

  it("X06: a person may ask before the ladder does, and the ladder keeps its steps", async () => {
    const { attempt, orderId } = await captureThat({ action: "drop_before", count: null }, true);
    const before = await attempt();
    for (let press = 0; press < 3; press++) {
      must(await askGateway(staff("usr_1"), before.id));
      await desk.work();
    }
    const after = await attempt();
    expect(after).toMatchObject({ status: "unconfirmed", count: before.count + 3 });
    expect(after.nextAt?.getTime()).toBe(before.nextAt?.getTime());
    expect(await capturedHere(orderId)).toEqual({ minor: 0n });
  });
});

it("I7 I14 UN-1: a repetition that was not sent leaves the silent call before it unknown, also where the order is stopped then", async () => {
  const { orderNumber, orderId, intent, attempt } = await captureThat({ action: "drop_before" });
  await desk.fault({ action: "rate_limit_429", path: `/v1/payment_intents/${intent}/capture` });
  await desk.advance(31 * SECOND_MS);
  expect(await attempt()).toMatchObject({ status: "unconfirmed" });
  must(await stopForFraud(staff("usr_1"), { orderNumber }, { reason: "looks stolen" }));
  await fetch(`${desk.sandbox.url}/v1/payment_intents/${intent}/capture`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_desk" },
  });
  await desk.advance(6 * MINUTE_MS);
  expect(await attempt()).toMatchObject({ status: "succeeded" });
  expect(await capturedHere(orderId)).toEqual({ minor: 20_000n });
});

describe("which key a call is sent under again", () => {
  it("DC-3: an error that the gateway remembers leads to a question, and to a new key once it says that nothing exists", async () => {
    const { orderId, intent, attempt } = await captureThat({ action: "error_500_before", isStored: true });
    const first = await attempt();
    await desk.advance(31 * SECOND_MS);
    expect(await attempt()).toMatchObject({ id: first.id, status: "unconfirmed" });
    await desk.advance(6 * MINUTE_MS);
    const second = await attempt();
    expect(second.id).not.toBe(first.id);
    expect(second.status).toBe("succeeded");
    const calls = await captureCalls(intent);
    expect(calls.map(({ status, isReplay }) => [status, isReplay]).sort()).toEqual([
      [200, false],
      [500, false],
      [500, true],
    ]);
    const { rows } = await desk.database.pool.query(
      "SELECT status, operation_id FROM attempts WHERE order_id = $1 AND operation = 'capture' ORDER BY requested_at, id",
      [orderId],
    );
    expect(rows.map(({ status }) => status)).toEqual(["not_sent", "succeeded"]);
    expect(rows[0].operation_id).toBe(rows[1].operation_id);
    expect(await capturedHere(orderId)).toEqual({ minor: 20_000n });
  });

  it("DC-3 UN-4 I5: a key that the gateway has forgotten is never sent again", async () => {
    const { orderId, intent, attempt } = await captureThat({ action: "drop_before", count: null }, true);
    const first = await attempt();
    await desk.advance(DAY_MS + HOUR_MS);
    expect(await attempt()).toMatchObject({ id: first.id, status: "unconfirmed" });
    await fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" });
    await fetch(`${desk.sandbox.url}/__sandbox/calls`, { method: "DELETE" });
    await desk.advance(DAY_MS);
    const calls = await captureCalls(intent);
    expect(calls.map(({ idempotencyKey }) => idempotencyKey)).toEqual([(await attempt()).id]);
    expect(calls[0]?.idempotencyKey).not.toBe(first.id);
    expect(await capturedHere(orderId)).toEqual({ minor: 20_000n });
    expect(await capturedAtGateway(intent)).toBe(20_000);
  });

  it("DC-3 I5: no new key is used while the last call under the old one may still arrive", async () => {
    const { orderId, intent, attempt } = await captureThat({ action: "drop_before", count: null });
    const first = await attempt();
    const ask = async (afterMs: number) => {
      await desk.advance(afterMs);
      const { id, status } = await attempt();
      if (status === "unconfirmed") must(await askGateway(staff("usr_1"), id));
      await desk.work();
    };
    // Within the gateway's memory each question that finds nothing repeats the call under its key; this repetition is lost as the others were.
    await ask(DAY_MS - 5 * MINUTE_MS - 30 * SECOND_MS);
    await fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" });
    await fetch(`${desk.sandbox.url}/__sandbox/calls`, { method: "DELETE" });
    await ask(MINUTE_MS);
    expect(await attempt()).toMatchObject({ id: first.id, status: "unconfirmed" });
    expect(await captureCalls(intent)).toEqual([]);
    await ask(2 * MINUTE_MS);
    expect((await captureCalls(intent)).map(({ idempotencyKey }) => idempotencyKey)).toEqual([(await attempt()).id]);
    expect((await attempt()).id).not.toBe(first.id);
    expect(await capturedHere(orderId)).toEqual({ minor: 20_000n });
  });
});

describe("when the ladder has ended", () => {
  async function silentForAWeek() {
    const parts = await captureThat({ action: "drop_before", count: null }, true);
    for (const wait of [31 * SECOND_MS, 6 * MINUTE_MS, 2 * HOUR_MS, ...Array.from({ length: 5 }, () => DAY_MS)])
      await desk.advance(wait);
    return parts;
  }
  const evidence = { verdict: "happened", reference: "ch_dashboard", note: "Seen in the dashboard" } as const;

  it("X06 I7 I10 MR4-9: time settles nothing; two people's evidence does, as a named correction", async () => {
    const early = await captureThat({ action: "drop_before", count: null }, true);
    const { id: earlyId } = await early.attempt();
    expect(await proposeSettlement(staff("usr_1"), { attemptId: earlyId, ...evidence })).toMatchObject({
      reason: "still_being_asked",
    });

    const { orderId, attempt, invoiceId } = await silentForAWeek();
    const { id, status, nextAt } = await attempt();
    expect({ status, nextAt }).toEqual({ status: "unconfirmed", nextAt: null });
    await desk.advance(30 * DAY_MS);
    expect(await attempt()).toMatchObject({ id, status: "unconfirmed" });

    expect(await proposeSettlement(desk.context, { attemptId: id, ...evidence })).toMatchObject({
      reason: "only_staff",
    });
    const { settlementId } = must(await proposeSettlement(staff("usr_1"), { attemptId: id, ...evidence }));
    expect(await proposeSettlement(staff("usr_2"), { attemptId: id, ...evidence })).toMatchObject({
      reason: "already_proposed",
    });
    expect(await confirmSettlement(staff("usr_1"), settlementId)).toMatchObject({ reason: "needs_second_person" });
    expect(await capturedHere(orderId)).toEqual({ minor: 0n });
    const attack = (sql: string) =>
      desk.database.pool.query(sql, [settlementId]).then(
        () => "accepted",
        (error: { constraint?: string }) => error.constraint,
      );
    expect(
      await attack(
        "UPDATE attempt_settlements SET status = 'confirmed', decided_by = proposed_by, decided_at = now() WHERE id = $1",
      ),
    ).toBe("attempt_settlements_second_look");
    expect(await attack("UPDATE attempt_settlements SET reference = ' ' WHERE id = $1")).toBe(
      "attempt_settlements_evidence",
    );
    expect(await attack("DELETE FROM attempt_settlements WHERE id = $1")).toBe("attempt_settlements_append_only");
    must(await confirmSettlement(staff("usr_2"), settlementId));
    expect(await confirmSettlement(staff("usr_3"), settlementId)).toMatchObject({ reason: "settlement_not_found" });

    expect(await attempt()).toMatchObject({ id, status: "succeeded" });
    expect(await capturedHere(orderId)).toEqual({ minor: 20_000n });
    expect(await desk.row("SELECT status FROM invoices WHERE id = $1", [invoiceId])).toEqual({ status: "captured" });
    expect(
      await desk.row(
        "SELECT actor, data->>'reference' AS reference FROM events WHERE order_id = $1 AND type = 'outcome_settled_by_person'",
        [orderId],
      ),
    ).toEqual({ actor: "staff:usr_2", reference: "ch_dashboard" });
    expect(
      await desk.row("SELECT actor, reason FROM audit_log WHERE order_id = $1 AND action = 'payment.outcome_settled'", [
        orderId,
      ]),
    ).toEqual({ actor: "staff:usr_2", reason: "Seen in the dashboard" });
  }, 120_000);

  it("X06 UN-6: evidence that nothing happened opens the way for another try, under a new key", async () => {
    const { orderId, intent, attempt, invoiceId } = await silentForAWeek();
    const { id } = await attempt();
    const refusedOne = must(await proposeSettlement(staff("usr_1"), { attemptId: id, ...evidence }));
    must(await refuseSettlement(staff("usr_2"), refusedOne.settlementId, "That is another payment"));
    const nothing = { ...evidence, verdict: "did_not_happen" } as const;
    const { settlementId } = must(await proposeSettlement(staff("usr_1"), { attemptId: id, ...nothing }));
    must(await confirmSettlement(staff("usr_2"), settlementId));
    expect(await desk.row("SELECT status, last_reason FROM invoices WHERE id = $1", [invoiceId])).toEqual({
      status: "failed",
      last_reason: "technical_fault",
    });
    await fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" });
    await desk.advance(HOUR_MS);
    expect(await capturedHere(orderId)).toEqual({ minor: 20_000n });
    expect((await attempt()).id).not.toBe(id);
    expect((await captureCalls(intent)).some((call) => call.idempotencyKey === id && call.status === 200)).toBe(false);
  }, 120_000);
});

describe("the ladder as a setting of the store", () => {
  it("X06: the store's own waits count, and nonsense is refused by the schema and by the database", async () => {
    for (const bad of [[], [5], [30, "60"], [30.5], 30, null, [2_592_001]]) {
      expect(storeSettingsInput.safeParse({ enquiryLadderSeconds: bad }).success).toBe(false);
      const stored = desk.database.pool.query("UPDATE stores SET settings = $1", [
        JSON.stringify({ enquiryLadderSeconds: bad }),
      ]);
      await expect(stored, JSON.stringify(bad)).rejects.toMatchObject({ constraint: "stores_enquiry_ladder" });
    }
    must(await changeStoreSettings(staff("usr_1"), storeSettingsInput.parse({ enquiryLadderSeconds: [120, 600] })));
    const { attempt } = await captureThat({ action: "drop_before", count: null }, true);
    const now = await desk.row<{ now: Date }>("SELECT paydesk_now() AS now");
    const waitMs = ((await attempt()).nextAt?.getTime() ?? 0) - now.now.getTime();
    expect(waitMs).toBeGreaterThan(60_000);
    expect(waitMs).toBeLessThanOrEqual(120_000);
  });
});

it("I7 UN-1: a refund that the gateway calls pending beyond the last question waits for a person, and is theirs no more once it is decided", async () => {
  must(await changeStoreSettings(staff("usr_1"), storeSettingsInput.parse({ enquiryLadderSeconds: [10, 30] })));
  const orderNumber = await capturedMoneyAt(desk).capturedOrder("pm_card_pendingRefund");
  must(await requestRefund(desk.context, { orderNumber }, { amount: money(5_000, "USD"), reason: "Broken" }));
  await desk.work();
  const refund = () =>
    desk.row<{ id: string; status: string; whys: string[] | null }>(
      `SELECT t.id, t.status, (SELECT json_agg(w.list || ' ' || w.why ORDER BY w.list) FROM worklist_items w WHERE w.subject = t.id AND w.closed_at IS NULL) AS whys
       FROM attempts t JOIN orders o ON o.id = t.order_id WHERE o.order_number = $1 AND t.operation = 'refund'`,
      [orderNumber],
    );
  expect(await refund()).toMatchObject({ status: "pending", whys: null });
  await desk.advance(11 * SECOND_MS);
  expect(await refund()).toMatchObject({ status: "pending", whys: null });
  await desk.advance(31 * SECOND_MS);
  const { id, ...stuck } = await refund();
  expect(stuck).toEqual({ status: "pending", whys: ["unconfirmed pending_for_good", "unpaid pending_for_good"] });
  await desk.advance(3 * MINUTE_MS);
  must(await askGateway(staff("usr_1"), id));
  await desk.work();
  expect(await refund()).toMatchObject({ status: "succeeded", whys: null });
});
