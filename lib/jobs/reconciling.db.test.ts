import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { acceptDifference } from "@/lib/operations/reconciliation/accept-difference";
import { requestComparison, requestSecondLook } from "@/lib/operations/reconciliation/ask-books";
import { requestDueGatewayTasks } from "@/lib/operations/reconciliation/schedules";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, toInstant } from "@/lib/payments/instant";
import { countDifferences } from "@/lib/queries/reconciliation/get-reconciliation";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
  await desk.advance(SECOND_MS);
});
afterEach(() => fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" }));
afterAll(() => desk.close());

async function atGateway<T = { id: string }>(path: string, form: Record<string, string> = {}): Promise<T> {
  const response = await fetch(`${desk.sandbox.url}${path}`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_desk" },
    body: new URLSearchParams(form),
  });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as T;
}

async function held() {
  const orderNumber = await desk.confirmedOrder();
  const { intent, orderId } = await desk.row<{ intent: string; orderId: string }>(
    `SELECT gateway_reference AS intent, order_id AS "orderId" FROM authorizations WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)`,
    [orderNumber],
  );
  return { orderNumber, orderId, intent };
}

async function captured() {
  const order = await held();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber: order.orderNumber }, {}));
  must(await shipRelease(desk.context, { orderNumber: order.orderNumber, releaseNo }, {}));
  await desk.work();
  const { charge } = await desk.row<{ charge: string }>(
    "SELECT gateway_reference AS charge FROM captures WHERE order_id = $1",
    [order.orderId],
  );
  return { ...order, charge };
}

async function compare() {
  must(await requestComparison(desk.context));
  await desk.work();
  return desk.row<{ status: string; compared: number; healed: number; open: number; failure: string | null }>(
    `SELECT status, compared_count AS compared, healed_count AS healed, difference_count AS open, failure FROM reconciliation_runs
     WHERE gateway = 'stripe' ORDER BY started_at DESC, id DESC LIMIT 1`,
  );
}

async function differencesOf(orderId: string) {
  const { rows } = await desk.database.pool.query<{
    id: string;
    kind: string;
    ours: bigint;
    theirs: bigint;
    list: string;
  }>(
    `SELECT d.id, d.kind, d.ours_minor AS ours, d.theirs_minor AS theirs, w.list FROM reconciliation_differences d
     LEFT JOIN worklist_items w ON w.subject = d.id AND w.closed_at IS NULL AND w.reason = 'gateway_difference'
     WHERE d.order_id = $1 AND d.status = 'open' ORDER BY d.kind`,
    [orderId],
  );
  return rows;
}

describe("our books beside the gateway's", () => {
  it("I4: where both agree a run is finished and finds nothing", async () => {
    await held();
    await captured();
    const run = await compare();
    expect(run).toMatchObject({ status: "finished", open: 0, healed: 0, failure: null });
    expect(run.compared).toBeGreaterThanOrEqual(2);
  });

  it("I4 I18: money captured and refunded in the gateway's dashboard is listed with both figures", async () => {
    const byHand = await held();
    await atGateway(`/v1/payment_intents/${byHand.intent}/capture`);
    const refunded = await captured();
    await atGateway("/v1/refunds", { charge: refunded.charge, amount: "5000" });
    await compare();
    expect(await differencesOf(byHand.orderId)).toMatchObject([
      { kind: "captured_at_gateway", ours: 0n, theirs: 20_000n, list: "unapplied-money" },
    ]);
    const [difference] = await differencesOf(refunded.orderId);
    expect(difference).toMatchObject({ kind: "refunded_at_gateway", ours: 0n, theirs: 5_000n, list: "unconfirmed" });

    // What the order itself says of its lists leaves the difference alone.
    await desk.advance(SECOND_MS);
    await desk.database.pool.query("UPDATE orders SET due_at = paydesk_now() WHERE id = $1", [refunded.orderId]);
    await desk.advance(SECOND_MS);
    expect(await differencesOf(refunded.orderId)).toHaveLength(1);

    expect(await acceptDifference({ ...desk.context, storeId: "elsewhere" }, difference?.id ?? "", "x")).toMatchObject({
      reason: "difference_not_found",
    });
    must(await acceptDifference(desk.context, difference?.id ?? "", "Refunded by phone, agreed with the customer"));
    await compare();
    expect(await differencesOf(refunded.orderId)).toEqual([]);
    await atGateway("/v1/refunds", { charge: refunded.charge, amount: "1000" });
    await compare();
    expect(await differencesOf(refunded.orderId)).toMatchObject([{ theirs: 6_000n }]);
  });

  it("I4 I20: a hold that was released at the gateway is mended by the road of a notification", async () => {
    const { orderId, intent } = await held();
    await atGateway(`/v1/payment_intents/${intent}/cancel`);
    expect((await compare()).healed).toBe(1);
    expect(await desk.row("SELECT status FROM authorizations WHERE order_id = $1", [orderId])).toEqual({
      status: "voided",
    });
    expect(await differencesOf(orderId)).toEqual([]);
    expect((await compare()).healed).toBe(0);
  });

  it("I4: a payment with our mark that we do not know is shown, and leaves when it is released there", async () => {
    const { orderNumber, orderId } = await held();
    const stranger = await atGateway("/v1/payment_intents", {
      amount: "700",
      currency: "usd",
      confirm: "true",
      capture_method: "manual",
      payment_method: "pm_card_visa",
      "allowed_payment_method_types[]": "card",
      "metadata[operation_id]": "op_lost",
      "metadata[store_id]": "northlight",
      "metadata[order_number]": orderNumber,
    });
    await compare();
    const [difference] = await differencesOf(orderId);
    expect(difference).toMatchObject({ kind: "unknown_to_us", ours: null, theirs: 700n, list: "unapplied-money" });
    await atGateway(`/v1/payment_intents/${stranger.id}/cancel`);
    must(await requestSecondLook(desk.context, difference?.id ?? ""));
    await desk.work();
    expect(await differencesOf(orderId)).toEqual([]);
    expect(await desk.row("SELECT status FROM reconciliation_differences WHERE id = $1", [difference?.id])).toEqual({
      status: "agreed",
    });
  });

  it("I4: a hold that the gateway does not know is a difference", async () => {
    const { orderId } = await held();
    await desk.database.pool.query("UPDATE authorizations SET gateway_reference = 'pi_of_nobody' WHERE order_id = $1", [
      orderId,
    ]);
    await compare();
    expect((await differencesOf(orderId)).map(({ kind }) => kind)).toEqual(["missing_at_gateway", "unknown_to_us"]);
  });

  it("I6 UN-6: a call without an answer is no difference", async () => {
    const { orderNumber, orderId, intent } = await held();
    await desk.fault({ action: "drop_after", path: `/v1/payment_intents/${intent}/capture` });
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work();
    await compare();
    expect(await differencesOf(orderId)).toEqual([]);
    await desk.advance(MINUTE_MS);
    await compare();
    expect(await differencesOf(orderId)).toEqual([]);
    expect(await desk.row("SELECT captured_minor FROM orders WHERE id = $1", [orderId])).toEqual({
      captured_minor: 20_000n,
    });
  });

  it("I4 I7: a gateway that does not answer leaves the run unfinished, and what was open stays open", async () => {
    const { orderId, intent } = await held();
    await atGateway(`/v1/payment_intents/${intent}/capture`);
    await compare();
    await desk.fault({ action: "drop_before", path: "/v1/payment_intents*", count: null });
    expect(await compare()).toMatchObject({ status: "unfinished", failure: "gateway_silent" });
    expect(await differencesOf(orderId)).toHaveLength(1);
  });

  it("JB-4 I4: three missed days are caught up by one hourly and one nightly run of each gateway, whoever sweeps", async () => {
    await desk.database.pool.query("DELETE FROM reconciliation_runs");
    await desk.database.pool.query("UPDATE clock SET offset_ms = offset_ms + $1", [3 * DAY_MS]);
    await Promise.all([1, 2, 3].map(() => requestDueGatewayTasks(desk.database.pool)));
    await desk.work();
    const { rows } = await desk.database.pool.query(
      "SELECT gateway, kind, status FROM reconciliation_runs ORDER BY gateway, kind",
    );
    expect(rows).toEqual([
      { gateway: "paypal", kind: "hourly", status: "finished" },
      { gateway: "paypal", kind: "nightly", status: "finished" },
      { gateway: "stripe", kind: "hourly", status: "finished" },
      { gateway: "stripe", kind: "nightly", status: "finished" },
    ]);
    const { rows: due } = await desk.database.pool.query<{ task: string; ms: number }>(
      "SELECT task, extract(epoch FROM due_at - paydesk_now()) * 1000 AS ms FROM gateway_schedules ORDER BY task",
    );
    for (const { ms } of due) expect(Number(ms)).toBeGreaterThan(0);
    const now = toInstant((await desk.row<{ now: Date }>("SELECT paydesk_now() AS now")).now.getTime());
    const counts = await countDifferences({ pool: desk.database.pool, storeId: desk.context.storeId, now });
    expect(counts.overdue).toBeGreaterThan(0);
    expect(counts.overdue).toBeLessThanOrEqual(counts.open);
    await desk.fault({ action: "drop_before", path: "/v1/payment_intents*", count: null });
    await desk.advance(HOUR_MS + MINUTE_MS);
    expect(
      await desk.row(
        "SELECT last_error, due_at < paydesk_now() + interval '6 minutes' AS soon FROM gateway_schedules WHERE gateway = 'stripe' AND task = 'hourly'",
      ),
    ).toEqual({ last_error: "gateway_silent", soon: true });
  });
});
