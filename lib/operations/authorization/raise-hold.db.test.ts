import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { authorizeOrder } from "../order/authorize-order";
import { repriceOrder, repriceOrderInput } from "../order/reprice-order";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests({ raisesHolds: true });
});
afterAll(() => desk.close());

/** An order held at 200.00 that becomes 41.18 dearer, within what its customer has agreed to before. */
async function dearer(card: string, prepare: (orderNumber: string) => Promise<unknown> = async () => {}) {
  const orderNumber = await desk.confirmedOrder({ card });
  await desk.database.pool.query("UPDATE orders SET approved_total_minor = 30000 WHERE order_number = $1", [
    orderNumber,
  ]);
  await prepare(orderNumber);
  const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 24_118 }];
  must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
  await desk.work();
  return orderNumber;
}

function read(orderNumber: string) {
  return desk.row<{ holds: number[]; calls: string[]; events: string[]; held: number; lists: string[] | null }>(
    `SELECT (SELECT json_agg(z.amount_minor ORDER BY z.requested_at, z.id) FROM authorizations z WHERE z.order_id = o.id AND z.status IN ('authorized','captured')) AS holds,
       (SELECT json_agg(t.operation || ' ' || t.status ORDER BY t.requested_at, t.id) FROM attempts t WHERE t.order_id = o.id) AS calls,
       (SELECT json_agg(e.type ORDER BY e.seq) FROM events e WHERE e.order_id = o.id AND e.type LIKE 'increase%') AS events,
       (SELECT sum(l.amount_minor)::int FROM ledger_entries l WHERE l.order_id = o.id AND l.account = 'holds:stripe') AS held,
       (SELECT json_agg(w.reason || ' ' || w.next_step) FROM worklist_items w WHERE w.order_id = o.id AND w.closed_at IS NULL) AS lists
     FROM orders o WHERE o.order_number = $1`,
    [orderNumber],
  );
}

describe("a rise within what was agreed", () => {
  it("X02 I13: raises the hold that is there by the difference alone, and one capture takes it all", async () => {
    const orderNumber = await dearer("pm_card_visa");
    const now = await read(orderNumber);
    expect(now).toMatchObject({ holds: [24_118], held: 24_118, lists: null });
    expect(now.calls).toEqual(["authorize succeeded", "increase succeeded"]);
    expect(now.events).toEqual(["increase_requested", "increase_succeeded"]);

    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work();
    expect((await read(orderNumber)).calls.slice(2)).toEqual(["capture succeeded"]);
  });

  it("X02: places a second hold where the gateway raises none on that card", async () => {
    const { holds, calls } = await read(await dearer("pm_card_amex"));
    expect(holds).toEqual([20_000, 4_118]);
    expect(calls).toEqual(["authorize succeeded", "authorize succeeded"]);
  });

  it("X02 I7: loses nothing where the gateway would not raise it after all, and then asks for a new hold", async () => {
    const claimsToRaise = (orderNumber: string) =>
      desk.database.pool.query(
        "UPDATE authorizations z SET can_increase = TRUE FROM orders o WHERE o.id = z.order_id AND o.order_number = $1",
        [orderNumber],
      );
    const orderNumber = await dearer("pm_card_amex", claimsToRaise);
    expect(await read(orderNumber)).toMatchObject({
      holds: [20_000],
      held: 20_000,
      events: ["increase_requested", "increase_declined"],
      lists: ["not_covered authorize_again"],
    });
    must(await authorizeOrder(desk.context, { orderNumber }));
    await desk.work();
    expect(await read(orderNumber)).toMatchObject({ holds: [20_000, 4_118], held: 24_118, lists: null });
  });

  it("X02 I6: asks again about a raise that nobody answered, and does nothing else meanwhile", async () => {
    const orderNumber = await dearer("pm_card_visa", () =>
      desk.fault({ path: "/v1/payment_intents/*/increment_authorization", action: "drop_after", count: 1 }),
    );
    const { calls } = await read(orderNumber);
    expect(calls[1]).toMatch(/^increase (unconfirmed|succeeded)$/);
    expect(await authorizeOrder(desk.context, { orderNumber })).toMatchObject({ ok: false });
    await desk.advance(60 * 60_000);
    expect(await read(orderNumber)).toMatchObject({ holds: [24_118], held: 24_118, lists: null });
  });
});
