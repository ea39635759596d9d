import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createHouseLedger } from "@/lib/db/stores/house-ledger-store";
import { createGatewayRegistry } from "@/lib/gateways/registry";
import { createSender } from "@/lib/http/sender";
import { toGatewayCall } from "@/lib/operations/attempt/attempt-request";
import { claimAttempt } from "@/lib/operations/attempt/claim-attempt";
import { type AnyOutcome, recordOutcome } from "@/lib/operations/attempt/record-outcome";
import { captureDueInvoice } from "@/lib/operations/invoice/capture-due-invoice";
import { requestCapture } from "@/lib/operations/invoice/request-capture";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { leaseMs } from "@/lib/payments/lease";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";
import { beatOnce } from "./heartbeat";
import { captureInvoice } from "./tasks/capture-invoice";
import { runAttempt } from "./tasks/run-attempt";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => desk.close());

const gateway = () => {
  const settings = { stripe: { secretKey: "sk_test_desk", webhookSecrets: ["whsec_desk"], apiBase: desk.sandbox.url } };
  const stripe = createGatewayRegistry(settings, createSender(), createHouseLedger(desk.database.pool)).get("stripe");
  if (!stripe) throw new Error("no gateway");
  return stripe;
};

/**
 * A shipped order whose capture is asked for, and taken by a worker that is about to die: in the very transaction that asked, as the background does,
 * or later, as a job that a person's request has left.
 */
async function claimedCapture(how: "at once" | "later" = "at once") {
  const orderNumber = await desk.confirmedOrder();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  const { id: orderId } = await desk.row<{ id: string }>("SELECT id FROM orders WHERE order_number = $1", [
    orderNumber,
  ]);
  const asked = must(await captureDueInvoice(desk.context, { orderId, invoiceId, take: how === "at once" }));
  const attemptId = asked.attemptIds[0] ?? "";
  if (asked.taken) return { orderId, invoiceId, attemptId, claimed: { attempt: asked.taken } };
  const claimed = await claimAttempt(desk.context, attemptId);
  if ("notClaimed" in claimed) throw new Error(claimed.notClaimed);
  return { orderId, invoiceId, attemptId, claimed };
}

const ways = ["at once", "later"] as const;

/** The worker is gone: its lease runs out, and the next sweep finds the attempt. */
async function leaseRunsOut(attemptId: string): Promise<void> {
  await desk.database.pool.query(
    "UPDATE attempts SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1",
    [attemptId],
  );
  await desk.advance(1_000);
}

/** Capture calls that reached the gateway: one sent twice under its key is money safe there, and still a call that was never to be made. */
async function captureCalls(): Promise<number> {
  const calls = (await (await fetch(`${desk.sandbox.url}/__sandbox/calls`)).json()) as {
    byOperation: Record<string, number>;
  };
  return calls.byOperation["POST /v1/payment_intents/:id/capture"] ?? 0;
}

async function moneyOf(orderId: string) {
  const { rows } = await desk.database.pool.query<{ gateway_reference: string }>(
    "SELECT gateway_reference FROM authorizations WHERE order_id = $1",
    [orderId],
  );
  const ledger = (await (await fetch(`${desk.sandbox.url}/__sandbox/ledger`)).json()) as {
    intents: { id: string; captured: number }[];
  };
  const atGateway = ledger.intents.filter((intent) => rows.some((row) => row.gateway_reference === intent.id));
  const ours = await desk.row<{ captured_minor: bigint }>("SELECT captured_minor FROM orders WHERE id = $1", [orderId]);
  return { atGateway: atGateway.reduce((sum, intent) => sum + intent.captured, 0), ours: Number(ours.captured_minor) };
}

describe("a worker that is killed loses nothing and doubles nothing", () => {
  it.each(ways)(
    "I15 I5 JB-2 W35: killed before it sent anything, having taken the attempt %s: the next one sends",
    async (how) => {
      const { orderId, attemptId } = await claimedCapture(how);
      expect(await moneyOf(orderId)).toEqual({ atGateway: 0, ours: 0 });
      await leaseRunsOut(attemptId);
      expect(await moneyOf(orderId)).toEqual({ atGateway: 20_000, ours: 20_000 });
    },
  );

  it.each(ways)(
    "I15 I5 UN-1: killed after the gateway took the money, having taken the attempt %s: the next one asks, and captures nothing again",
    async (how) => {
      const { orderId, invoiceId, attemptId, claimed } = await claimedCapture(how);
      const { operation, request } = toGatewayCall(claimed.attempt) as { operation: "capture"; request: never };
      const before = await captureCalls();
      expect(await gateway().run(operation, request)).toMatchObject({ kind: "succeeded" });
      await leaseRunsOut(attemptId);
      expect((await captureCalls()) - before).toBe(1);
      expect(await moneyOf(orderId)).toEqual({ atGateway: 20_000, ours: 20_000 });
      expect(await desk.row("SELECT status, attempt_count FROM invoices WHERE id = $1", [invoiceId])).toEqual({
        status: "captured",
        attempt_count: 1,
      });
    },
  );

  it("CC-4 I5: a worker that wakes up after its lease was taken over cannot write its answer, even while the new holder is still at work", async () => {
    const { orderId, attemptId, claimed } = await claimedCapture();
    const { operation, request } = toGatewayCall(claimed.attempt) as { operation: "capture"; request: never };
    const late = (await gateway().run(operation, request)) as AnyOutcome;
    await desk.database.pool.query(
      "UPDATE attempts SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1",
      [attemptId],
    );
    const second = await claimAttempt(desk.context, attemptId);
    if ("notClaimed" in second) throw new Error(second.notClaimed);
    expect(second).toMatchObject({ mode: "enquire" });

    expect(await recordOutcome(desk.context, claimed.attempt, late)).toBe("superseded");
    expect(await moneyOf(orderId)).toEqual({ atGateway: 20_000, ours: 0 });
    expect(await recordOutcome(desk.context, second.attempt, late)).toBe("applied");
    expect(await recordOutcome(desk.context, second.attempt, late)).toBe("superseded");
    expect(await moneyOf(orderId)).toEqual({ atGateway: 20_000, ours: 20_000 });
    const books = await desk.row<{ lines: bigint }>(
      "SELECT count(*) AS lines FROM ledger_entries WHERE order_id = $1 AND account = 'clearing:stripe'",
      [orderId],
    );
    expect(books.lines).toBe(1n);
  });

  it.each([
    ["at once", "sent"],
    ["later", "sent"],
    ["later", "sent again"],
  ])(
    "CC-4 DC-3 I5 I18: a worker that took the attempt %s and was stopped for longer than its lease before it was %s calls nobody: the next one asks first",
    async (how, when) => {
      const orderNumber = await desk.confirmedOrder();
      const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
      const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
      const { storeId } = desk.context;
      const { id: orderId } = await desk.row<{ id: string }>("SELECT id FROM orders WHERE order_number = $1", [
        orderNumber,
      ]);
      const before = await captureCalls();
      const stripe = gateway();
      const stopped = () => {
        const now = Date.now();
        vi.spyOn(Date, "now").mockReturnValue(now + leaseMs);
        return stripe;
      };
      const worker = { pool: desk.database.pool, gateway: stopped };
      if (how === "at once") {
        expect(await captureInvoice(worker, { storeId, orderId, invoiceId })).toBe("lease_ended");
      } else {
        must(await requestCapture(desk.context, { invoiceId, manual: true }));
        const { id } = await desk.row<{ id: string }>(
          "SELECT id FROM attempts WHERE invoice_id = $1 AND operation = 'capture'",
          [invoiceId],
        );
        if (when === "sent again") {
          // Its first worker died before it sent anything.
          await claimAttempt(desk.context, id);
          await desk.database.pool.query(
            "UPDATE attempts SET lease_until = clock_timestamp() - interval '1 second' WHERE id = $1",
            [id],
          );
        }
        await expect(runAttempt(worker, { storeId, attemptId: id })).rejects.toThrow("longer than its lease");
      }
      vi.restoreAllMocks();
      expect((await captureCalls()) - before).toBe(0);
      const { id: attemptId, status } = await desk.row<{ id: string; status: string }>(
        "SELECT id, status FROM attempts WHERE invoice_id = $1 AND operation = 'capture'",
        [invoiceId],
      );
      expect(status).toBe("started");
      await leaseRunsOut(attemptId);
      expect((await captureCalls()) - before).toBe(1);
      expect(await moneyOf(orderId)).toEqual({ atGateway: 20_000, ours: 20_000 });
    },
  );

  it("DC-1 I5 I6: pressed twenty times at once, one press captures and the others are told", async () => {
    const orderNumber = await desk.confirmedOrder();
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    const before = await captureCalls();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => requestCapture(desk.context, { invoiceId, manual: true })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const reasons = new Set(answers.flatMap((answer) => (answer.ok ? [] : [answer.reason])));
    expect([...reasons]).toEqual(["capture_in_progress"]);
    await desk.work();
    expect((await captureCalls()) - before).toBe(1);
  });

  it("I5 JB-2: while the lease holds, a second worker keeps its hands off", async () => {
    const { attemptId } = await claimedCapture();
    expect(await claimAttempt(desk.context, attemptId)).toEqual({ notClaimed: "held_by_another" });
  });

  it("JB-2: the jobs of a worker that stopped telling that it lives are free again within a minute", async () => {
    const { pool } = desk.database;
    await pool.query("SELECT graphile_worker.add_job('sweep', '{}'::json, job_key := 'stuck')");
    await pool.query(
      "UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'dead-worker' WHERE key = 'stuck'",
    );
    await pool.query(
      "INSERT INTO worker_beats (worker_id, started_at, beat_at) VALUES ('dead-worker', now(), now() - interval '61 seconds')",
    );
    await beatOnce(pool, ["live-worker"]);
    expect(await desk.row("SELECT locked_by FROM graphile_worker._private_jobs WHERE key = 'stuck'")).toEqual({
      locked_by: null,
    });
    expect((await pool.query("SELECT worker_id FROM worker_beats")).rows).toEqual([{ worker_id: "live-worker" }]);
  });
});
