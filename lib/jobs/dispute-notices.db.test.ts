import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { receiveNotification } from "@/lib/operations/notification/receive-notification";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import type { Notification } from "@/lib/payments/gateway";
import { DAY_MS, MINUTE_MS, SECOND_MS, toInstant } from "@/lib/payments/instant";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
  await desk.advance(SECOND_MS);
  // Only the road of notifications: the comparison of books would mend some of it first.
  await desk.database.pool.query("UPDATE gateway_schedules SET due_at = 'infinity' WHERE task <> 'notifications'");
});
afterEach(() => fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" }));
afterAll(() => desk.close());

/** Goods have shipped, the gateway has taken their money, and its answer was lost. */
async function capturedWithoutAnswer() {
  const orderNumber = await desk.confirmedOrder();
  const { intent, orderId } = await desk.row<{ intent: string; orderId: string }>(
    `SELECT gateway_reference AS intent, order_id AS "orderId" FROM authorizations WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)`,
    [orderNumber],
  );
  await desk.fault({ action: "drop_after", path: `/v1/payment_intents/${intent}/capture` });
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  await desk.work();
  const capture = () => desk.row("SELECT status, disputed_minor FROM captures WHERE order_id = $1", [orderId]);
  expect(await capture()).toEqual({ status: "unconfirmed", disputed_minor: 0n });
  const charge = desk.sandbox.world.state.intents.get(intent)?.latestCharge ?? "";
  return { intent, capture, charge, dispute: `dp_${orderNumber}` };
}

function about(captureReference: string, disputeReference: string, authorizationReference?: string) {
  return {
    kind: "disputed",
    captureReference,
    authorizationReference,
    disputeReference,
    amount: { amountMinor: "20000", currency: "USD" },
  } as never;
}

async function noticed(meaning: Notification["meaning"]) {
  const eventId = `evt_${randomUUID()}`;
  const notification = { eventId, type: meaning.kind, occurredAt: toInstant(Date.now()), meaning };
  await receiveNotification(desk.context, "stripe", notification, {});
  await desk.work();
  const reads = () => desk.row("SELECT status, result FROM gateway_notifications WHERE event_id = $1", [eventId]);
  return { eventId, reads };
}

/** The queue tries again in its own time; this is that time. */
async function triedAgain() {
  await desk.database.pool.query(
    "UPDATE graphile_worker._private_jobs SET run_at = now() WHERE last_error IS NOT NULL",
  );
  await desk.work();
}

const waits = { status: "received", result: null };
const recorded = { status: "processed", result: "recorded" };
const blocked = { status: "captured", disputed_minor: 20_000n };

describe("a dispute's notice", () => {
  it("FD-3 I11: that is ahead of our own answer to the capture waits for it, and blocks its amount then", async () => {
    const { capture, charge, dispute } = await capturedWithoutAnswer();
    const { reads } = await noticed(about(charge, dispute));
    expect(await reads()).toEqual(waits);
    await desk.advance(31 * SECOND_MS);
    await triedAgain();
    expect(await reads()).toEqual(recorded);
    expect(await capture()).toEqual(blocked);
  });

  it("FD-3 I20: that names the hold has the call asked about now, and does not wait for its turn on the ladder", async () => {
    const { intent, capture, charge, dispute } = await capturedWithoutAnswer();
    const { reads } = await noticed(about(charge, dispute, intent));
    expect(await capture()).toEqual({ status: "captured", disputed_minor: 0n });
    await triedAgain();
    expect(await reads()).toEqual(recorded);
    expect(await capture()).toEqual(blocked);
  });

  it("FD-3 I20: that names a hold with a call without an answer is waited for however old it is, as after a day without a worker", async () => {
    const { intent, capture, charge, dispute } = await capturedWithoutAnswer();
    await desk.fault({ action: "drop_after", path: `/v1/payment_intents/${intent}`, count: 2 });
    const { eventId, reads } = await noticed(about(charge, dispute, intent));
    await desk.database.pool.query(
      "UPDATE gateway_notifications SET received_at = received_at - interval '2 days' WHERE event_id = $1",
      [eventId],
    );
    await triedAgain();
    expect(await reads()).toEqual(waits);
    await triedAgain();
    await triedAgain();
    expect(await reads()).toEqual(recorded);
    expect(await capture()).toEqual(blocked);
  });

  it("FD-3 I18: about money that is none of ours ends after a day, and is no job that fails for ever", async () => {
    const { eventId, reads } = await noticed(about("ch_of_a_stranger", "dp_of_a_stranger"));
    expect(await reads()).toEqual(waits);
    await desk.advance(DAY_MS + MINUTE_MS);
    await triedAgain();
    expect(await reads()).toEqual({ status: "processed", result: "capture_not_found" });
    expect(
      await desk.row(
        "SELECT count(*)::int AS count FROM graphile_worker._private_jobs WHERE payload->>'eventId' = $1",
        [eventId],
      ),
    ).toEqual({ count: 0 });
  });
});
