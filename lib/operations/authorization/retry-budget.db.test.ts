import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { DAY_MS } from "@/lib/payments/instant";
import { captureDueInvoice } from "../invoice/capture-due-invoice";
import { requestCapture } from "../invoice/request-capture";
import { authorizeOrder } from "../order/authorize-order";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { renewHold } from "./renew-hold";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

const VISA_TRIES = 12;

/** An order whose hold has expired, and a bank that says no to every new charge. */
async function orderWithoutHold(declineCode: string): Promise<string> {
  const orderNumber = await desk.confirmedOrder();
  await desk.advance(8 * DAY_MS);
  const { customer_token: customer } = await desk.row<{ customer_token: string }>(
    "SELECT m.customer_token FROM order_payment_methods m JOIN orders o ON o.store_id = m.store_id AND o.id = m.order_id WHERE o.order_number = $1",
    [orderNumber],
  );
  const refusal = { action: "decline", operation: "authorize", code: "card_declined", declineCode };
  await desk.fault({ ...refusal, customer, count: null });
  return orderNumber;
}

async function refusedCalls(orderNumber: string): Promise<number> {
  const { calls } = await desk.row<{ calls: number }>(
    `SELECT count(*)::int AS calls FROM attempts t JOIN orders o ON o.store_id = t.store_id AND o.id = t.order_id
     WHERE o.order_number = $1 AND t.status = 'declined'`,
    [orderNumber],
  );
  return calls;
}

/** Presses until the desk says no; at most so often. */
async function pressUntilRefused(press: () => Promise<{ ok: boolean; reason?: string }>): Promise<string | undefined> {
  for (let count = 0; count < VISA_TRIES + 3; count++) {
    const asked = await press();
    if (!asked.ok) return asked.reason;
    await desk.work();
  }
  return undefined;
}

async function ship(orderNumber: string): Promise<string> {
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  return must(await shipRelease(desk.context, { orderNumber, releaseNo }, {})).invoiceId;
}

describe("a card that its bank keeps refusing", () => {
  it("X07: a person may ask for a new hold as often as the budget allows, on every road together, and then no more", async () => {
    const orderNumber = await orderWithoutHold("insufficient_funds");
    expect(await pressUntilRefused(() => authorizeOrder(desk.context, { orderNumber }))).toBe("retry_budget_spent");
    expect(await refusedCalls(orderNumber)).toBe(VISA_TRIES);

    const hold = await desk.row<{ id: string }>(
      "SELECT a.id FROM authorizations a JOIN orders o ON o.store_id = a.store_id AND o.id = a.order_id WHERE o.order_number = $1 ORDER BY a.requested_at LIMIT 1",
      [orderNumber],
    );
    expect(await renewHold(desk.context, { orderNumber }, { authorizationId: hold.id })).toMatchObject({
      ok: false,
      reason: "retry_budget_spent",
    });
    const invoiceId = await ship(orderNumber);
    await desk.work();
    expect(await requestCapture(desk.context, { invoiceId, manual: true })).toMatchObject({
      reason: "retry_budget_spent",
    });
    expect(await refusedCalls(orderNumber)).toBe(VISA_TRIES);
    expect(await desk.row("SELECT status FROM invoices WHERE id = $1", [invoiceId])).toEqual({
      status: "finally_failed",
    });
  });

  it("FD-1 X07: one answer that forbids repeats locks the card on every road, also by hand", async () => {
    const first = await orderWithoutHold("lost_card");
    must(await authorizeOrder(desk.context, { orderNumber: first }));
    await desk.work();
    expect(await refusedCalls(first)).toBe(1);
    expect(await authorizeOrder(desk.context, { orderNumber: first })).toMatchObject({
      ok: false,
      reason: "no_method",
    });
    const invoiceId = await ship(first);
    await desk.work();
    await captureDueInvoice(desk.context, { orderId: await orderId(first), invoiceId });
    expect(await requestCapture(desk.context, { invoiceId, manual: true })).toMatchObject({
      reason: "retry_forbidden",
    });
    expect(await refusedCalls(first)).toBe(1);
  });
});

async function orderId(orderNumber: string): Promise<string> {
  return (await desk.row<{ id: string }>("SELECT id FROM orders WHERE order_number = $1", [orderNumber])).id;
}
