import { afterAll, describe, expect, it } from "vitest";
import { must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { money } from "@/lib/payments/money";
import { capturedMoneyAt } from "../capture/captured-money-for-tests";
import { requestRefund } from "../refund/request-refund";
import { recordDisputeTalk } from "./record-dispute-talk";

const desk = await openDeskForTests();
afterAll(() => desk.close());
const { capturedOrder, notify, holdOf, orderRow, clearingOf } = capturedMoneyAt(desk);

/** A captured order of 200.00 whose payer disputes so much of it. Answers its number and the dispute's. */
async function disputedOrder(amountMinor: number, orderNumber?: string) {
  const number = orderNumber ?? (await capturedOrder());
  const { charge } = await holdOf(number);
  const disputeReference = `dp_${number}`;
  const amount = { amountMinor: `${amountMinor}`, currency: "USD" } as never;
  await notify({ kind: "disputed", captureReference: charge, disputeReference, amount });
  return { orderNumber: number, disputeReference };
}

describe("a dispute", () => {
  it("FD-3: blocks its amount from the notice on, flags what was refunded before, and gives it free when won", async () => {
    const orderNumber = await capturedOrder();
    const back = (minor: number) =>
      requestRefund(desk.context, { orderNumber }, { amount: money(minor, "USD"), reason: "Broken" });
    must(await back(5_000));
    await desk.work();
    const { disputeReference } = await disputedOrder(20_000, orderNumber);
    expect(await back(1)).toMatchObject({ ok: false, reason: "refund_disputed" });
    const dispute = await desk.row<Record<string, unknown>>("SELECT * FROM disputes WHERE gateway_reference = $1", [
      disputeReference,
    ]);
    expect(dispute).toMatchObject({ status: "open", refunded_before_minor: 5_000n });
    await notify({ kind: "dispute_closed", disputeReference, verdict: "won" });
    must(await back(15_000));
    await desk.work();
    expect(await orderRow(orderNumber)).toMatchObject({ refunded_minor: 20_000n, status: "completed" });
  });

  it("F04: puts its order in front of a person to ask the payer; what was said stands in its story, and what was settled is the next step until the bank decides", async () => {
    const { orderNumber, disputeReference } = await disputedOrder(8_000);
    const steps = () =>
      desk.row<Record<string, unknown>>(
        `SELECT json_agg(w.reason || ' ' || w.next_step) AS list FROM worklist_items w JOIN orders o ON o.id = w.order_id
         WHERE o.order_number = $1 AND w.closed_at IS NULL`,
        [orderNumber],
      );
    expect(await steps()).toEqual({ list: ["payment_disputed ask_about_dispute"] });

    const answers = {
      product: null,
      service: "Was promised a call",
      amount: null,
      timing: "Came 4111111111111111 late",
    };
    const talk = (decision: "refund" | "contest") =>
      recordDisputeTalk(desk.context, { orderNumber }, { answers, decision });
    expect(await talk("refund")).toMatchObject({ reason: "refund_disputed" });
    must(await talk("contest"));
    expect(await steps()).toEqual({ list: ["payment_disputed review"] });
    const said = await desk.row<{ data: Record<string, unknown> }>(
      "SELECT data FROM events WHERE type = 'dispute_discussed' AND order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    expect(said.data).toMatchObject({ service: "Was promised a call", decision: "contest" });
    expect(JSON.stringify(said.data)).not.toContain("4111111111111111");

    await notify({ kind: "dispute_closed", disputeReference, verdict: "won" });
    expect(await steps()).toEqual({ list: null });
    expect(await talk("contest")).toMatchObject({ reason: "not_disputed" });
  });

  it("FD-3 I2: that is lost takes the money for good, and leaves the order as it was", async () => {
    const { orderNumber, disputeReference } = await disputedOrder(8_000);
    await notify({ kind: "dispute_closed", disputeReference, verdict: "lost" });
    await notify({ kind: "dispute_closed", disputeReference, verdict: "lost" });
    expect(await clearingOf(orderNumber)).toBe(12_000n);
    expect(await orderRow(orderNumber)).toMatchObject({ status: "completed" });
    const back = { amount: money(12_001, "USD"), reason: "Broken" };
    expect(await requestRefund(desk.context, { orderNumber }, back)).toMatchObject({ reason: "refund_disputed" });
  });
});
