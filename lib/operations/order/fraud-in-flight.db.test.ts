import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callInFlight } from "@/lib/jobs/call-in-flight-for-tests";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { recordOutcome } from "../attempt/record-outcome";
import { renewHold } from "../authorization/renew-hold";
import { captureDueInvoice } from "../invoice/capture-due-invoice";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { stopForFraud } from "./stop-for-fraud";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

type Asked = { orderNumber: string; attemptId: string };

async function askedToAuthorize(): Promise<Asked> {
  const orderNumber = await desk.confirmedOrder();
  const { id } = await desk.row<{ id: string }>(
    "SELECT a.id FROM authorizations a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1",
    [orderNumber],
  );
  const { attemptIds } = must(await renewHold(desk.context, { orderNumber }, { authorizationId: id }));
  return { orderNumber, attemptId: attemptIds[0] ?? "" };
}

async function askedToCapture(isHoldGone: boolean): Promise<Asked> {
  const orderNumber = await desk.confirmedOrder();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  const { id: orderId } = await desk.row<{ id: string }>("SELECT id FROM orders WHERE order_number = $1", [
    orderNumber,
  ]);
  if (isHoldGone)
    await desk.database.pool.query("UPDATE authorizations SET status = 'voided' WHERE order_id = $1", [orderId]);
  const { attemptIds } = must(await captureDueInvoice(desk.context, { orderId, invoiceId }));
  return { orderNumber, attemptId: attemptIds[0] ?? "" };
}

/** What the gateway still holds and keeps of the money that this call brought. */
async function keptOf(reference: string | null): Promise<{ status: string | undefined; kept: number }> {
  const { intents, charges, refunds } = desk.sandbox.world.state;
  const charge = [...charges].find((each) => each.id === reference || each.paymentIntent === reference);
  const intent = [...intents].find((each) => each.id === charge?.paymentIntent);
  const back = [...refunds]
    .filter((each) => each.charge === charge?.id)
    .reduce((total, each) => total + each.amount, 0);
  const captured = charge?.amountCaptured ?? 0;
  // A released hold shows as a refund of what was never captured.
  return { status: intent?.status, kept: captured === 0 ? 0 : captured - back };
}

const calls = {
  authorize: { ask: askedToAuthorize, event: "release_requested", atGateway: { status: "canceled", kept: 0 } },
  capture: { ask: () => askedToCapture(false), event: "capture_reversed", atGateway: { status: "succeeded", kept: 0 } },
  authorize_and_capture: {
    ask: () => askedToCapture(true),
    event: "capture_reversed",
    atGateway: { status: "succeeded", kept: 0 },
  },
};

describe("an order that is stopped for fraud while the gateway is asked", () => {
  it.each(Object.entries(calls))(
    "I14: %s succeeds all the same: it is taken back at the gateway, once, and the record tells",
    async (operation, { ask, event, atGateway }) => {
      const { orderNumber, attemptId } = await ask();
      const { attempt, outcome } = await callInFlight(desk, attemptId);
      expect(attempt.operation).toBe(operation);
      must(await stopForFraud(desk.context, { orderNumber }, { reason: "stolen card" }));
      expect(await recordOutcome(desk.context, attempt, outcome)).toBe("applied");
      await desk.work();
      await expectTakenBack(orderNumber, attemptId, event, atGateway);
    },
  );

  it.each(Object.entries(calls))(
    "I14 UN-1: %s is found by an enquiry after its worker died: it is taken back too",
    async (_, { ask, event, atGateway }) => {
      const { orderNumber, attemptId } = await ask();
      await callInFlight(desk, attemptId);
      must(await stopForFraud(desk.context, { orderNumber }, { reason: "stolen card" }));
      await desk.database.pool.query(
        "UPDATE attempts SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1",
        [attemptId],
      );
      await desk.advance(1_000);
      await desk.work();
      await expectTakenBack(orderNumber, attemptId, event, atGateway);
    },
  );
});

async function expectTakenBack(
  orderNumber: string,
  attemptId: string,
  event: string,
  atGateway: object,
): Promise<void> {
  const { reference } = await desk.row<{ reference: string }>(
    "SELECT gateway_reference AS reference FROM attempts WHERE id = $1",
    [attemptId],
  );
  expect(await keptOf(reference)).toEqual(atGateway);
  expect(
    await desk.row(
      `SELECT o.captured_minor - o.refunded_minor = 0 AS is_even, (SELECT count(*)::int FROM events e WHERE e.order_id = o.id AND e.type = $2) AS told
       FROM orders o WHERE o.order_number = $1`,
      [orderNumber, event],
    ),
  ).toEqual({ is_even: true, told: 1 });
}
