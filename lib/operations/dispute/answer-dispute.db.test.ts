import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { runAnswerDispute } from "@/lib/jobs/tasks/answer-dispute";
import { mostAnswerTries } from "@/lib/payments/answering-disputes";
import type { Gateway } from "@/lib/payments/gateway";
import { DAY_MS } from "@/lib/payments/instant";
import { leaseMs } from "@/lib/payments/lease";
import { getOrderRecord } from "@/lib/queries/order/get-order-record";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import { closeDispute } from "@/lib/sandbox/stripe/disputes";
import { capturedMoneyAt } from "../capture/captured-money-for-tests";
import { closeDispute as hearVerdict } from "../notification/close-dispute";
import { type AnswerDisputeInput, answerDispute } from "./answer-dispute";
import { retryDisputeAnswer } from "./retry-dispute-answer";

const desk = await openDeskForTests();
// The schedules by which gateways are asked are made.
await desk.advance(1_000);
afterEach(() => hearing());
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
  const retry = (kind: "evidence" | "accept") =>
    retryDisputeAnswer(desk.context, { orderNumber }, { disputeId: id, kind });
  const why = () =>
    desk.row<{ why: string; step: string }>(
      `SELECT w.why, w.next_step AS step FROM worklist_items w JOIN orders o ON o.id = w.order_id
       WHERE o.order_number = $1 AND w.reason = 'payment_disputed' AND w.closed_at IS NULL`,
      [orderNumber],
    );
  /** What the order's story says of the answer, newest last. */
  const told = async () =>
    (
      await desk.database.pool.query<{ type: string; came: string | null }>(
        `SELECT e.type, e.data->>'came' AS came FROM events e JOIN orders o ON o.id = e.order_id
         WHERE o.order_number = $1 AND e.type LIKE 'dispute_answer_%' ORDER BY e.seq`,
        [orderNumber],
      )
    ).rows.map(({ type, came }) => (came === null ? type : `${type} ${came}`));
  return { orderNumber, answer, atGateway, read, step, retry, why, told };
}

/** The job runs so many times, as the queue would have it run again; answers what became of it the last time. */
async function tryTimes(times: number, { disputeAnswerId }: { disputeAnswerId: string }): Promise<string> {
  const worker = { pool: desk.database.pool, gateway: () => desk.gateways.get("stripe") as Gateway };
  let result = "";
  for (let round = 0; round < times; round++)
    result = await runAnswerDispute(worker, { storeId: desk.context.storeId, disputeAnswerId }).catch(
      (error: Error) => error.message,
    );
  return result;
}

const deaf = (action: string) => desk.fault({ action, path: "/v1/disputes/*", count: null });
const hearing = () => fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" });

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

  it.each([
    ["drop_after", "sending", "unknown", 1],
    ["drop_before", "sending", "unknown", 0],
    ["rate_limit_429", "requested", "no", 0],
  ] as const)(
    "F04 X06: one that does not get through (%s) is given up and stands before a person, who has it tried again; it is said once",
    async (action, status, came, submissions) => {
      const { answer, atGateway, read, retry, why, told } = await disputedOrder();
      await deaf(action);
      const asked = must(await answer(evidence));
      await tryTimes(mostAnswerTries - 1, asked);
      expect(await read()).toMatchObject({ answer: { isStuck: false } });
      expect(await retry("evidence")).toMatchObject({ reason: "dispute_answer_not_stuck" });
      expect(await tryTimes(1, asked)).toBe("given_up");
      expect(await read()).toMatchObject({ refusal: "dispute_answered", answer: { status, isStuck: true } });
      expect(await why()).toEqual({ step: "review", why: "dispute_answer_stuck" });
      expect(await told()).toEqual(["dispute_answer_asked", `dispute_answer_given_up ${came}`]);
      expect(atGateway()?.submissions).toBe(submissions);
      expect(await tryTimes(1, asked)).toBe("nothing_to_do");
      await hearing();
      expect(await retry("accept")).toMatchObject({ reason: "dispute_answer_not_stuck" });
      must(await retry("evidence"));
      await desk.work();
      expect(atGateway()?.submissions).toBe(1);
      expect(await read()).toMatchObject({ answer: { status: "sent", isStuck: false } });
      expect(await why()).toEqual({ step: "wait", why: "dispute_answered" });
      expect(await retry("evidence")).toMatchObject({ reason: "dispute_answer_not_stuck" });
    },
  );

  it("F04 X06 JB-2: one whose worker dies each time is given up too, without one more call", async () => {
    const { answer, read } = await disputedOrder();
    const { disputeAnswerId } = must(await answer(evidence));
    const payload = { storeId: desk.context.storeId, disputeAnswerId };
    let calls = 0;
    const dying = () => {
      calls++;
      throw new Error("died");
    };
    const worker = { pool: desk.database.pool, gateway: dying };
    for (let round = 0; round < mostAnswerTries; round++)
      await expect(runAnswerDispute(worker, payload)).rejects.toThrow("died");
    expect(await runAnswerDispute(worker, payload)).toBe("given_up");
    expect(await runAnswerDispute(worker, payload)).toBe("nothing_to_do");
    expect(calls).toBe(mostAnswerTries);
    expect(await read()).toMatchObject({ answer: { isStuck: true } });
  });

  it.each([
    ["drop_before", "lost", "dispute_answer_overtaken no"],
    ["drop_before", "won", "dispute_answer_overtaken no"],
    ["drop_after", "lost", "dispute_answer_sent"],
  ] as const)(
    "F04 I7: evidence that was sent into silence (%s) and about which the bank has decided (%s) does not count as come unless the gateway has it",
    async (action, verdict, end) => {
      const { answer, atGateway, told } = await disputedOrder();
      await desk.fault({ action, method: "POST", path: "/v1/disputes/*" });
      const asked = must(await answer(evidence));
      await tryTimes(1, asked);
      const dispute = atGateway();
      if (!dispute) throw new Error("the gateway knows it");
      closeDispute(desk.sandbox.world, dispute, verdict);
      await tryTimes(1, asked);
      expect((await told()).at(-1)).toBe(end);
    },
  );

  it("F04 I7: one that nobody tried any more finds out with the bank's decision whether it had come", async () => {
    const { answer, atGateway, told, orderNumber } = await disputedOrder();
    await deaf("drop_before");
    const asked = must(await answer(evidence));
    expect(await tryTimes(mostAnswerTries, asked)).toBe("given_up");
    expect((await told()).at(-1)).toBe("dispute_answer_given_up unknown");
    await hearing();
    const dispute = atGateway();
    if (!dispute) throw new Error("the gateway knows it");
    closeDispute(desk.sandbox.world, dispute, "lost");
    await listen();
    expect((await told()).at(-1)).toBe("dispute_answer_overtaken no");
    const order = await desk.row("SELECT dispute_answer_stuck AS stuck FROM orders WHERE order_number = $1", [
      orderNumber,
    ]);
    expect(order).toEqual({ stuck: false });
  });

  it("F04 X06 I18: one whose last try fails after the bank's decision is not given up out of sight: the gateway is asked on", async () => {
    const { answer, atGateway, told } = await disputedOrder();
    await deaf("drop_before");
    const asked = must(await answer(evidence));
    await tryTimes(mostAnswerTries - 1, asked);
    const dispute = atGateway();
    if (!dispute) throw new Error("the gateway knows it");
    closeDispute(desk.sandbox.world, dispute, "lost");
    must(await hearVerdict(desk.context, { disputeReference: dispute.id, verdict: "lost" }));
    await tryTimes(1, asked);
    expect(await told()).toEqual(["dispute_answer_asked"]);
    await hearing();
    await desk.work();
    expect((await told()).at(-1)).toBe("dispute_answer_overtaken no");
  });

  it("F04 DC-3: a worker that was stopped for longer than a lease before it said it says nothing, and it is read first the next time", async () => {
    const { answer, atGateway, read } = await disputedOrder();
    const { disputeAnswerId } = must(await answer(evidence));
    const payload = { storeId: desk.context.storeId, disputeAnswerId };
    const stopped = () => {
      const now = Date.now();
      vi.spyOn(Date, "now").mockReturnValue(now + leaseMs);
      return desk.gateways.get("stripe") as Gateway;
    };
    await expect(runAnswerDispute({ pool: desk.database.pool, gateway: stopped }, payload)).rejects.toThrow("stopped");
    vi.restoreAllMocks();
    expect(atGateway()?.submissions).toBe(0);
    await desk.work();
    expect(atGateway()?.submissions).toBe(1);
    expect(await read()).toMatchObject({ answer: { status: "sent" } });
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
