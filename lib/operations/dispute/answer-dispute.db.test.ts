import { afterAll, describe, expect, it } from "vitest";
import { must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { runAnswerDispute } from "@/lib/jobs/tasks/answer-dispute";
import type { Gateway } from "@/lib/payments/gateway";
import { DAY_MS } from "@/lib/payments/instant";
import { getOrderRecord } from "@/lib/queries/order/get-order-record";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import { closeDispute } from "@/lib/sandbox/stripe/disputes";
import { capturedMoneyAt } from "../capture/captured-money-for-tests";
import { type AnswerDisputeInput, answerDispute } from "./answer-dispute";

const desk = await openDeskForTests();
// The schedules by which gateways are asked are made.
await desk.advance(1_000);
afterAll(() => desk.close());
const { capturedOrder, orderRow, clearingOf } = capturedMoneyAt(desk);

type Answering = { kind: "evidence"; text: string } | { kind: "accept" };

/** A captured order that its payer's bank disputes, as the gateway tells it. */
async function disputedOrder() {
  const orderNumber = await capturedOrder("pm_card_createDispute");
  await listen();
  const { id, reference } = await desk.row<{ id: string; reference: string }>(
    "SELECT id, gateway_reference AS reference FROM disputes WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
    [orderNumber],
  );
  const answer = (input: Answering) =>
    answerDispute(desk.context, { orderNumber }, { disputeId: id, ...input } as AnswerDisputeInput);
  const atGateway = () => desk.sandbox.world.state.disputes.get(reference);
  const read = async () => (await getOrderRecord(await scopeForTests(desk), orderNumber))?.disputes[0];
  const step = () =>
    desk.row<{ next_step: string; has_deadline: boolean }>(
      `SELECT w.next_step, w.deadline_at IS NOT NULL AS has_deadline FROM worklist_items w JOIN orders o ON o.id = w.order_id
       WHERE o.order_number = $1 AND w.reason = 'payment_disputed' AND w.closed_at IS NULL`,
      [orderNumber],
    );
  return { orderNumber, answer, atGateway, read, step };
}

async function listen(): Promise<void> {
  await desk.database.pool.query("SELECT graphile_worker.add_job('ask_notifications', $1::json)", [
    JSON.stringify({ storeId: desk.context.storeId, gateway: "stripe" }),
  ]);
  await desk.work();
}

const evidence = { kind: "evidence", text: "Signed for at the door" } as const;

describe("an answer to a dispute", () => {
  it("F04: shows until when, sends a colleague's words with what the house knows, once, and then waits for the bank", async () => {
    const { orderNumber, answer, atGateway, read, step } = await disputedOrder();
    expect(await read()).toMatchObject({ answerBy: expect.any(String), refusal: null, answer: null });
    expect(await step()).toEqual({ next_step: "ask_about_dispute", has_deadline: true });
    must(await answer(evidence));
    expect(await answer(evidence)).toMatchObject({ reason: "dispute_answered" });
    await desk.work();
    expect(atGateway()).toMatchObject({ submissions: 1, status: "under_review" });
    expect(await read()).toMatchObject({ refusal: "dispute_answered", answer: { kind: "evidence", status: "sent" } });
    expect(await step()).toEqual({ next_step: "wait", has_deadline: false });
    const { said } = await desk.row<{ said: Record<string, string> }>(
      "SELECT evidence AS said FROM dispute_answers WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    expect(said.text).toMatch(
      /^Signed for at the door\nOrder .+ of \d{4}-\d\d-\d\d: 1 x .+\. Total 200\.00 USD\.\nShipped on .+\nCharged 200\.00 USD on .+ UTC\.$/,
    );
    expect(said).toMatchObject({
      customerName: "Carmen Moreno",
      shippedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    });
    expect(await answer({ kind: "accept" })).toMatchObject({ reason: "dispute_answered" });
  });

  it.each(["drop_after", "drop_before"])(
    "F04 I15: after silence (%s) the dispute is read, and nothing is said twice",
    async (action) => {
      const { answer, atGateway, read } = await disputedOrder();
      await desk.fault({ action, method: "POST", path: "/v1/disputes/*" });
      must(await answer(evidence));
      await desk.work();
      expect(await read()).toMatchObject({ answer: { status: "sending" } });
      expect(await answer(evidence)).toMatchObject({ reason: "dispute_answered" });
      expect(atGateway()?.submissions).toBe(action === "drop_after" ? 1 : 0);
      await desk.database.pool.query("UPDATE graphile_worker._private_jobs SET run_at = now()");
      await desk.work();
      expect(atGateway()?.submissions).toBe(1);
      expect(await read()).toMatchObject({ answer: { status: "sent" } });
    },
  );

  it("F04 I7: a repetition that certainly never left does not make the silent call before it unsaid: the dispute is read again first", async () => {
    const { answer } = await disputedOrder();
    const { disputeAnswerId } = must(await answer(evidence));
    const outcomes = ["unconfirmed", "not_sent"];
    const asked: string[] = [];
    const gateway = {
      answerDispute: async () => {
        asked.push("answer");
        return { kind: outcomes.shift() ?? "rejected", reason: "invalid_request", exchange: {} };
      },
      readDispute: async () => {
        asked.push("read");
        // The silent call arrives while its repetition fails.
        return { kind: "open", isAnswered: outcomes.length === 0 };
      },
    } as unknown as Gateway;
    const worker = { pool: desk.database.pool, gateway: () => gateway };
    const payload = { storeId: desk.context.storeId, disputeAnswerId };
    await expect(runAnswerDispute(worker, payload)).rejects.toThrow("did not answer");
    await expect(runAnswerDispute(worker, payload)).rejects.toThrow("could not be reached");
    expect(await runAnswerDispute(worker, payload)).toBe("found_sent");
    expect(asked).toEqual(["answer", "read", "answer", "read"]);
  });

  it("F04 I2: consent ends the dispute as lost, and the money is the bank's", async () => {
    const { orderNumber, answer, atGateway, read } = await disputedOrder();
    must(await answer({ kind: "accept" }));
    await desk.work();
    expect(atGateway()?.status).toBe("lost");
    await listen();
    expect(await read()).toBeUndefined();
    expect(await clearingOf(orderNumber)).toBe(0n);
    expect(await orderRow(orderNumber)).toMatchObject({
      status: "completed",
      is_disputed: false,
      dispute_answered: false,
    });
    expect(await answer(evidence)).toMatchObject({ reason: "dispute_not_open" });
  });

  it("F04: what the gateway does not take is said with its words, and can be sent again; after its date nothing is", async () => {
    const { answer, atGateway, read } = await disputedOrder();
    const dispute = atGateway();
    if (!dispute) throw new Error("the gateway knows it");
    // Decided at the gateway, and its message has not come yet.
    closeDispute(desk.sandbox.world, dispute, "won");
    must(await answer(evidence));
    await desk.work();
    expect(await read()).toMatchObject({ refusal: null, answer: { status: "refused", said: expect.any(String) } });
    must(await answer(evidence));
    const late = await disputedOrder();
    await desk.advance(8 * DAY_MS);
    expect(await late.answer(evidence)).toMatchObject({ reason: "dispute_too_late" });
  });

  it("F04: the database keeps one answer to a dispute, and what is definite does not change", async () => {
    const { orderNumber, answer } = await disputedOrder();
    must(await answer(evidence));
    await desk.work();
    const change = (set: string) =>
      desk.database.pool.query(
        `UPDATE dispute_answers SET ${set} WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)`,
        [orderNumber],
      );
    await expect(change("status = 'requested', ended_at = NULL")).rejects.toThrow("does not change");
    await expect(
      desk.database.pool.query(
        `INSERT INTO dispute_answers (store_id, id, dispute_id, order_id, kind, status, requested_by, requested_at)
         SELECT store_id, 'dan_second', dispute_id, order_id, 'accept', 'requested', 'staff:x', now() FROM dispute_answers
         WHERE order_id = (SELECT id FROM orders WHERE order_number = $1)`,
        [orderNumber],
      ),
    ).rejects.toThrow("dispute_answers_once");
  });
});
