import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callInFlight, claimed } from "@/lib/jobs/call-in-flight-for-tests";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { recordOutcome } from "../attempt/record-outcome";
import { captureDueInvoice } from "../invoice/capture-due-invoice";
import { cancelOrder } from "../order/cancel-order";
import { stopForFraud } from "../order/stop-for-fraud";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { renewHold } from "./renew-hold";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

type Hold = { id: string; status: string; reference: string | null; replaces: string | null; amount: number };

async function holdsOf(orderNumber: string): Promise<Hold[]> {
  const { rows } = await desk.database.pool.query<Hold>(
    `SELECT a.id, a.status, a.gateway_reference AS reference, a.replaces_id AS replaces, a.amount_minor::int AS amount
     FROM authorizations a JOIN orders o ON o.store_id = a.store_id AND o.id = a.order_id
     WHERE o.order_number = $1 ORDER BY a.requested_at, (a.replaces_id IS NOT NULL)`,
    [orderNumber],
  );
  return rows;
}

/** Every payment of the order's customer at the gateway, by its own books. */
async function atGateway(orderNumber: string): Promise<string[]> {
  const { intents } = desk.sandbox.world.state;
  return [...intents].filter((intent) => intent.metadata.order_number === orderNumber).map((intent) => intent.status);
}

async function booksOf(orderNumber: string): Promise<number> {
  const { held } = await desk.row<{ held: number }>(
    `SELECT coalesce(sum(l.amount_minor), 0)::int AS held FROM ledger_entries l
     JOIN orders o ON o.store_id = l.store_id AND o.id = l.order_id WHERE o.order_number = $1 AND l.account = 'holds:stripe'`,
    [orderNumber],
  );
  return held;
}

async function eventsOf(orderNumber: string): Promise<string[]> {
  const { rows } = await desk.database.pool.query<{ type: string }>(
    "SELECT e.type FROM events e JOIN orders o ON o.store_id = e.store_id AND o.id = e.order_id WHERE o.order_number = $1 ORDER BY e.seq",
    [orderNumber],
  );
  return rows.map((row) => row.type);
}

async function renewal(orderNumber: string) {
  const [old] = await holdsOf(orderNumber);
  if (!old) throw new Error("no hold");
  return renewHold(desk.context, { orderNumber }, { authorizationId: old.id });
}

async function leaseRunsOut(): Promise<void> {
  await desk.database.pool.query(
    "UPDATE attempts SET lease_until = clock_timestamp() - interval '1 second' WHERE status = 'started'",
  );
  await desk.advance(1_000);
}

const swapped = [{ status: "voided" }, { status: "authorized", amount: 20_000 }];

describe("exchanging a hold for a new one", () => {
  it("X04 I8 AE-4: the new hold first, then the old one is released, proven at the gateway, and both stay linked", async () => {
    const orderNumber = await desk.confirmedOrder();
    must(await renewal(orderNumber));
    await desk.work();
    const [old, next] = await holdsOf(orderNumber);
    expect([old, next]).toMatchObject(swapped);
    expect(next?.replaces).toBe(old?.id);
    expect((await atGateway(orderNumber)).toSorted()).toEqual(["canceled", "requires_capture"]);
    expect(await booksOf(orderNumber)).toBe(20_000);
    const events = await eventsOf(orderNumber);
    const steps = ["renewal_requested", "authorize_succeeded", "release_requested", "void_succeeded"];
    expect(events.filter((type, at) => at > events.indexOf("order_confirmed") && steps.includes(type))).toEqual(steps);
  });

  it("X04 W01: what ships afterwards is captured from the new hold", async () => {
    const orderNumber = await desk.confirmedOrder();
    must(await renewal(orderNumber));
    await desk.work();
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work();
    expect(await holdsOf(orderNumber)).toMatchObject([{ status: "voided" }, { status: "captured" }]);
    expect((await atGateway(orderNumber)).toSorted()).toEqual(["canceled", "succeeded"]);
  });

  it.each([
    ["insufficient_funds", "renewal_refused"],
    ["authentication_required", "renewal_refused"],
  ])(
    "AE-6 X04: refused with %s, the old hold stays, the order lives, and the customer is next",
    async (declineCode, why) => {
      const orderNumber = await desk.confirmedOrder();
      await desk.fault({ action: "decline", operation: "authorize", code: "card_declined", declineCode });
      must(await renewal(orderNumber));
      await desk.work();
      expect(await holdsOf(orderNumber)).toMatchObject([{ status: "authorized" }, { status: "declined" }]);
      expect(await booksOf(orderNumber)).toBe(20_000);
      await desk.advance(5 * 86_400_000);
      expect(
        await desk.row(
          `SELECT o.status, w.next_step AS step, w.why FROM orders o JOIN worklist_items w ON w.store_id = o.store_id AND w.order_id = o.id
         WHERE o.order_number = $1 AND w.list = 'expiring' AND w.closed_at IS NULL`,
          [orderNumber],
        ),
      ).toEqual({ status: "confirmed", step: "ask_customer", why });
    },
  );

  it("X04 I6: while a capture is in flight there is no exchange", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    const { id: orderId } = await desk.row<{ id: string }>("SELECT id FROM orders WHERE order_number = $1", [
      orderNumber,
    ]);
    must(await captureDueInvoice(desk.context, { orderId, invoiceId }));
    expect(await renewal(orderNumber)).toMatchObject({ ok: false, reason: "capture_in_progress" });
    await desk.work();
  });

  it("X04 I1 I6: goods that ship while a hold is exchanged are captured once, from the new hold", async () => {
    const orderNumber = await desk.confirmedOrder();
    const [attemptId = ""] = must(await renewal(orderNumber)).attemptIds;
    const { attempt, outcome } = await callInFlight(desk, attemptId);
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work().catch(() => undefined);
    expect((await holdsOf(orderNumber))[0]).toMatchObject({ status: "authorized" });
    expect(await recordOutcome(desk.context, attempt, outcome)).toBe("applied");
    await desk.advance(61_000);
    expect(await holdsOf(orderNumber)).toMatchObject([{ status: "voided" }, { status: "captured" }]);
    expect((await atGateway(orderNumber)).toSorted()).toEqual(["canceled", "succeeded"]);
  });

  it("I5 DC-1: pressed twice, there is one new hold", async () => {
    const orderNumber = await desk.confirmedOrder();
    const answers = await Promise.all([renewal(orderNumber), renewal(orderNumber)]);
    expect(answers.map((answer) => (answer.ok ? "asked" : answer.reason)).toSorted()).toEqual([
      "asked",
      "authorize_in_progress",
    ]);
    await desk.work();
    expect(await holdsOf(orderNumber)).toMatchObject(swapped);
  });
});

describe("a worker that is killed in the middle of an exchange", () => {
  const points = {
    "before the new hold was asked for": async (attemptId: string) => void (await claimed(desk, attemptId)),
    "after the gateway granted it": async (attemptId: string) => void (await callInFlight(desk, attemptId)),
    "before the old one was released": async (attemptId: string) => {
      const { attempt, outcome } = await callInFlight(desk, attemptId);
      await recordOutcome(desk.context, attempt, outcome);
      await claimed(desk, await releaseOf(attempt.orderId));
    },
    "after the gateway released it": async (attemptId: string) => {
      const { attempt, outcome } = await callInFlight(desk, attemptId);
      await recordOutcome(desk.context, attempt, outcome);
      await callInFlight(desk, await releaseOf(attempt.orderId));
    },
  };

  async function releaseOf(orderId: string): Promise<string> {
    const { id } = await desk.row<{ id: string }>(
      "SELECT id FROM attempts WHERE order_id = $1 AND operation = 'void' AND status = 'requested'",
      [orderId],
    );
    return id;
  }

  it.each(Object.entries(points))(
    "I15 X04 I8: %s: the next one ends it as if nothing had happened",
    async (_, kill) => {
      const orderNumber = await desk.confirmedOrder();
      const [attemptId = ""] = must(await renewal(orderNumber)).attemptIds;
      await kill(attemptId);
      await leaseRunsOut();
      await desk.work();
      expect(await holdsOf(orderNumber)).toMatchObject(swapped);
      expect((await atGateway(orderNumber)).toSorted()).toEqual(["canceled", "requires_capture"]);
      expect(await booksOf(orderNumber)).toBe(20_000);
    },
  );
});

describe("a hold that comes in too late", () => {
  const cancel = (orderNumber: string) => cancelOrder(desk.context, { orderNumber }, { reason: "changed their mind" });
  const stop = (orderNumber: string) => stopForFraud(desk.context, { orderNumber }, { reason: "stolen card" });

  it.each([
    ["cancelled", cancel, ["voided", "voided"]],
    ["stopped for fraud", stop, ["authorized", "voided"]],
  ] as const)("I9 I14 X04: while it was asked for the order was %s: it is released", async (_, end, statuses) => {
    const orderNumber = await desk.confirmedOrder();
    const [attemptId = ""] = must(await renewal(orderNumber)).attemptIds;
    const { attempt, outcome } = await callInFlight(desk, attemptId);
    expect(await end(orderNumber)).toMatchObject({ ok: true });
    expect(await recordOutcome(desk.context, attempt, outcome)).toBe("applied");
    await desk.work();
    expect((await holdsOf(orderNumber)).map((hold) => hold.status)).toEqual(statuses);
    expect(await eventsOf(orderNumber)).toContain("release_requested");
    const left = (await atGateway(orderNumber)).filter((status) => status === "requires_capture");
    expect(left).toHaveLength(statuses.filter((status) => status === "authorized").length);
  });
});
