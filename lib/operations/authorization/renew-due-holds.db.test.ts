import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, openDeskForTests } from "@/lib/jobs/desk-for-tests";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

const hourMs = 3_600_000;

function policy(hours: number | null) {
  return desk.database.pool.query("UPDATE stores SET auto_renew_hours = $1", [hours]);
}

/** Moves time to so many hours before the end of the order's newest live hold. */
async function hoursBeforeEnd(orderNumber: string, hours: number): Promise<void> {
  const { left } = await desk.row<{ left: number }>(
    `SELECT (extract(epoch FROM max(a.expires_at) - paydesk_now()) * 1000)::float AS left FROM authorizations a
     JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1 AND a.status = 'authorized'`,
    [orderNumber],
  );
  await desk.advance(Math.ceil(left - hours * hourMs) + 1_000);
}

async function statuses(orderNumber: string): Promise<string[]> {
  const { rows } = await desk.database.pool.query<{ status: string }>(
    `SELECT a.status FROM authorizations a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1
     ORDER BY a.requested_at, (a.replaces_id IS NOT NULL)`,
    [orderNumber],
  );
  return rows.map((row) => row.status);
}

describe("a hold that the house renews by itself", () => {
  it("X02 X04: as many hours before its end as the store says, and not before", async () => {
    await policy(24);
    const orderNumber = await desk.confirmedOrder();
    await hoursBeforeEnd(orderNumber, 36);
    expect(await statuses(orderNumber)).toEqual(["authorized"]);
    await hoursBeforeEnd(orderNumber, 24);
    expect(await statuses(orderNumber)).toEqual(["voided", "authorized"]);
    expect(
      await desk.row(
        "SELECT e.actor FROM events e JOIN orders o ON o.id = e.order_id WHERE o.order_number = $1 AND e.type = 'renewal_requested'",
        [orderNumber],
      ),
    ).toEqual({ actor: "system:sweep" });
  });

  it("AE-6 X02: refused once, it is not asked for again: the customer is next", async () => {
    await policy(24);
    const orderNumber = await desk.confirmedOrder();
    const { customer } = await desk.row<{ customer: string }>(
      "SELECT m.customer_token AS customer FROM order_payment_methods m JOIN orders o ON o.id = m.order_id WHERE o.order_number = $1",
      [orderNumber],
    );
    const refusal = { code: "authentication_required", declineCode: "authentication_required", customer, count: null };
    await desk.fault({ action: "decline", operation: "authorize", ...refusal });
    for (const hours of [24, 12, 6]) await hoursBeforeEnd(orderNumber, hours);
    expect(await statuses(orderNumber)).toEqual(["authorized", "declined"]);
  });

  it("X02: not where the goods leave before the hold ends, and not where the store has not said so", async () => {
    await policy(24);
    const inTime = await desk.confirmedOrder();
    await desk.database.pool.query("UPDATE orders SET promised_ship_at = now() WHERE order_number = $1", [inTime]);
    await hoursBeforeEnd(inTime, 6);
    expect(await statuses(inTime)).toEqual(["authorized"]);

    await policy(null);
    const off = await desk.confirmedOrder();
    await hoursBeforeEnd(off, 6);
    expect(await statuses(off)).toEqual(["authorized"]);
  });
});
