import { createHmac, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createHouseLedger } from "@/lib/db/stores/house-ledger-store";
import { createGatewayRegistry } from "@/lib/gateways/registry";
import { createSender } from "@/lib/http/sender";
import { receiveNotification } from "@/lib/operations/notification/receive-notification";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import type { Notification } from "@/lib/payments/gateway";
import { DAY_MS, HOUR_MS, later, MINUTE_MS, SECOND_MS, toInstant } from "@/lib/payments/instant";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";

let desk: DeskForTests;
const sender = createSender();
beforeAll(async () => {
  desk = await openDeskForTests();
  await desk.advance(SECOND_MS);
  // Only the road of notifications: the comparison of books would mend some of it first.
  await desk.database.pool.query("UPDATE gateway_schedules SET due_at = 'infinity' WHERE task <> 'notifications'");
});
afterEach(() => fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" }));
afterAll(async () => {
  sender.close();
  await desk.close();
});

function stripe() {
  const settings = {
    stripe: { secretKey: "sk_test_desk", webhookSecrets: ["whsec_old", "whsec_new"], apiBase: desk.sandbox.url },
  };
  const gateway = createGatewayRegistry(settings, sender, createHouseLedger(desk.database.pool)).get("stripe");
  if (!gateway?.listNotifications) throw new Error("no gateway");
  return { ...gateway, listNotifications: gateway.listNotifications };
}

async function held() {
  const orderNumber = await desk.confirmedOrder();
  const row = await desk.row<{ intent: string; orderId: string }>(
    `SELECT gateway_reference AS intent, order_id AS "orderId" FROM authorizations WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)`,
    [orderNumber],
  );
  return { orderNumber, ...row };
}

async function cancelAtGateway(intent: string): Promise<void> {
  const response = await fetch(`${desk.sandbox.url}/v1/payment_intents/${intent}/cancel`, {
    method: "POST",
    headers: { authorization: "Bearer sk_test_desk" },
  });
  expect(response.ok).toBe(true);
}

const holdStatus = (orderId: string) => desk.row("SELECT status FROM authorizations WHERE order_id = $1", [orderId]);

describe("days of silence", () => {
  it("WH-5 I11 I20: what the gateway did meanwhile is found by asking, each event once, however long it was", async () => {
    const { orderId, intent } = await held();
    await cancelAtGateway(intent);
    await desk.advance(3 * DAY_MS);
    expect(await holdStatus(orderId)).toEqual({ status: "voided" });
    const stored = () =>
      desk.row<{ count: bigint; listed: bigint }>(
        "SELECT count(*) AS count, count(*) FILTER (WHERE source = 'list') AS listed FROM gateway_notifications",
      );
    const first = await stored();
    expect(first.listed).toBe(first.count);
    expect(first.count).toBeGreaterThan(0n);
    await desk.advance(HOUR_MS + MINUTE_MS);
    expect(await stored()).toEqual(first);
  });

  it("WH-5 JB-4: while the gateway is silent the cursor stands, and nothing is lost", async () => {
    const { orderId, intent } = await held();
    await cancelAtGateway(intent);
    await desk.fault({ action: "drop_before", path: "/v1/events", count: null });
    const cursor = () =>
      desk.row<{ until: Date; error: string | null }>(
        "SELECT done_until AS until, last_error AS error FROM gateway_schedules WHERE gateway = 'stripe' AND task = 'notifications'",
      );
    const before = await cursor();
    await desk.advance(2 * HOUR_MS);
    expect(await cursor()).toEqual({ until: before.until, error: "gateway_silent" });
    expect(await holdStatus(orderId)).toEqual({ status: "authorized" });
    await fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" });
    await desk.advance(6 * MINUTE_MS);
    expect((await cursor()).until.getTime()).toBeGreaterThan(before.until.getTime());
    expect(await holdStatus(orderId)).toEqual({ status: "voided" });
  });
});

describe("whatever the order of arrival", () => {
  const samples = 8;

  it("WH-1 I11: sampled orders of an order's events, with doubles, before our own answer, all end in one state", async () => {
    const random = seeded(20_261_126);
    const ends = new Set<string>();
    const since = toInstant((await desk.row<{ now: Date }>("SELECT paydesk_now() AS now")).now.getTime());
    const orders = [];
    for (let index = 0; index < samples; index++) {
      const order = await held();
      await desk.fault({ action: "drop_after", path: `/v1/payment_intents/${order.intent}/capture` });
      const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber: order.orderNumber }, {}));
      must(await shipRelease(desk.context, { orderNumber: order.orderNumber, releaseNo }, {}));
      orders.push(order);
    }
    await desk.work();
    const events = await eventsSince(later(since, -MINUTE_MS));
    for (const { intent } of orders) {
      const own = events.filter(
        ({ meaning }) => meaning.kind === "authorization_changed" && meaning.authorizationReference === intent,
      );
      expect(own.length).toBeGreaterThanOrEqual(4);
      for (const notification of shuffled([...own, ...own.slice(0, 2)], random))
        await receiveNotification(desk.context, "stripe", notification, {});
    }
    await desk.work();
    for (const { orderId } of orders) ends.add(JSON.stringify(await stateOf(orderId)));
    expect([...ends]).toEqual([
      JSON.stringify({
        captured: "20000",
        invoice: "captured",
        hold: "captured",
        attempts: "authorize succeeded, capture succeeded",
        clearing: "20000",
      }),
    ]);
  }, 120_000);

  async function eventsSince(from: ReturnType<typeof toInstant>): Promise<Notification[]> {
    const to = toInstant(Date.now() + 400 * DAY_MS);
    const found: Notification[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await stripe().listNotifications({ from, to }, cursor);
      if (page.kind === "silent") throw new Error("silent");
      found.push(...page.notifications);
      cursor = page.nextCursor;
      if (cursor === null) return found;
    }
  }

  function stateOf(orderId: string) {
    return desk.row(
      `SELECT o.captured_minor::text AS captured, i.status AS invoice, z.status AS hold,
         (SELECT string_agg(a.operation || ' ' || a.status, ', ' ORDER BY a.requested_at, a.id) FROM attempts a WHERE a.order_id = o.id) AS attempts,
         (SELECT sum(amount_minor)::text FROM ledger_entries l WHERE l.order_id = o.id AND l.account = 'clearing:stripe') AS clearing
       FROM orders o JOIN invoices i ON i.order_id = o.id JOIN authorizations z ON z.order_id = o.id WHERE o.id = $1`,
      [orderId],
    );
  }
});

describe("authentic, and once", () => {
  const signedAt = Date.now();
  const body = (id: string) =>
    JSON.stringify({
      id,
      type: "payment_intent.succeeded",
      created: 1_790_000_000,
      livemode: false,
      data: { object: { id: "pi_1" } },
    });
  const header = (raw: string, secret: string, at = signedAt) => {
    const seconds = Math.floor(at / 1000);
    return `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${raw}`).digest("hex")}`;
  };
  const read = (raw: string, signature: string, now = signedAt) =>
    stripe().readNotification(raw, { "stripe-signature": signature }, toInstant(now)) as Notification | undefined;

  it("WH-4 MR4-27: both keys are good while one replaces the other; twelve altered messages are not", () => {
    const raw = body("evt_rotation");
    const good = header(raw, "whsec_new");
    expect(read(raw, header(raw, "whsec_old"))?.eventId).toBe("evt_rotation");
    expect(read(raw, good)?.eventId).toBe("evt_rotation");
    expect(read(raw, `${good},v1=${"0".repeat(64)}`)?.eventId).toBe("evt_rotation");
    const altered: [string, string][] = [
      [raw.replace("pi_1", "pi_2"), good],
      [`${raw} `, good],
      [raw.replace("succeeded", "canceled"), good],
      [JSON.stringify(JSON.parse(raw), null, 1), good],
      [raw, header(raw, "whsec_of_others")],
      [raw, good.replace(/t=\d+/, `t=${Math.floor(signedAt / 1000) + 1}`)],
      [raw, good.replace(/t=\d+,/, "")],
      [raw, good.replace(/v1=/, "v0=")],
      [raw, good.slice(0, -1)],
      [raw, `t=${Math.floor(signedAt / 1000)},v1=${createHmac("sha256", "whsec_new").update(raw).digest("hex")}`],
      [raw, ""],
      [raw, good.toUpperCase()],
    ];
    for (const [text, signature] of altered) expect(read(text, signature), signature).toBeUndefined();
    expect(altered).toHaveLength(12);
  });

  it("WH-4 WH-1 I11: replayed after a minute it does nothing twice; after ten minutes and two days it is refused", async () => {
    const id = `evt_${randomUUID()}`;
    const raw = body(id);
    const signature = header(raw, "whsec_new");
    const first = read(raw, signature);
    const again = read(raw, signature, signedAt + MINUTE_MS);
    if (!first || !again) throw new Error("not authentic");
    expect(await receiveNotification(desk.context, "stripe", first, {})).toBe(true);
    expect(await receiveNotification(desk.context, "stripe", again, {})).toBe(false);
    expect(
      await Promise.all(Array.from({ length: 10 }, () => receiveNotification(desk.context, "stripe", again, {}))),
    ).not.toContain(true);
    expect(read(raw, signature, signedAt + 10 * MINUTE_MS)).toBeUndefined();
    expect(read(raw, signature, signedAt + 2 * DAY_MS)).toBeUndefined();
    await desk.work();
    expect(
      await desk.row("SELECT count(*)::int AS count FROM gateway_notifications WHERE event_id = $1", [id]),
    ).toEqual({
      count: 1,
    });
  });

  it("WH-1: a kind that nobody knows is stored, counted, and changes nothing", async () => {
    const notification: Notification = {
      eventId: `evt_${randomUUID()}`,
      type: "an.event.of.tomorrow",
      occurredAt: toInstant(signedAt),
      meaning: { kind: "unknown" },
    };
    await receiveNotification(desk.context, "stripe", notification, {});
    await desk.work();
    expect(
      await desk.row("SELECT status, result FROM gateway_notifications WHERE event_id = $1", [notification.eventId]),
    ).toEqual({ status: "processed", result: "unknown_type" });
  });
});

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const left = [...items];
  for (let index = left.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [left[index], left[other]] = [left[other] as T, left[index] as T];
  }
  return left;
}

/** Mulberry32: the same orders of arrival in each run. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
