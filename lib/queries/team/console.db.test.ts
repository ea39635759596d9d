import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { addNote } from "@/lib/operations/note/add-note";
import type { OperationContext } from "@/lib/operations/operation-context";
import { assignOrder } from "@/lib/operations/order/assign-order";
import { claimOrder } from "@/lib/operations/order/claim-order";
import { repriceOrder, repriceOrderInput } from "@/lib/operations/order/reprice-order";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { createStaffUser } from "@/lib/operations/staff/create-staff-user";
import { taskMs } from "@/lib/payments/following-up";
import { MINUTE_MS, toInstant } from "@/lib/payments/instant";
import { listFailedCaptures } from "../captures/list-failed-captures";
import { scopeForTests } from "../scope-for-tests";
import { countTightCards } from "./count-tight-cards";
import { countTroubles } from "./count-troubles";
import { getConsoleFigures } from "./get-console-figures";
import { getRecoveryRates } from "./get-recovery-rates";
import { listConnectors } from "./list-connectors";
import { listTeamWork } from "./list-team-work";

let desk: DeskForTests;
let ana = "";
beforeAll(async () => {
  desk = await openDeskForTests();
  const person = { email: "ana@example.com", name: "Ana Belan", role: "csr", passwordHash: "not-a-hash" } as const;
  ana = must(await createStaffUser(desk.context, person)).userId;
});
afterAll(() => desk.close());

const as = (userId: string): OperationContext => ({ ...desk.context, actor: { kind: "staff", userId, name: userId } });
const scope = () => scopeForTests(desk);

async function shipped(declineCode: string, times: number, options: { currency?: string } = {}): Promise<string> {
  const orderNumber = await desk.confirmedOrder(options);
  await desk.fault({ action: "decline", operation: "capture", declineCode, count: times });
  must(await releaseOrder(desk.context, { orderNumber }, {}));
  must(await shipRelease(desk.context, { orderNumber, releaseNo: 1 }, {}));
  await desk.work();
  return orderNumber;
}

/** To nine o'clock of the next day: what takes an hour then happens within one day. */
const untilMorning = (now: number) => (24 + 9) * 60 * MINUTE_MS - (now % (24 * 60 * MINUTE_MS));

describe("the supervisor's console", () => {
  it("an empty shop has figures too: nothing recovered, nobody waits, nothing is wrong", async () => {
    expect(await getConsoleFigures(await scope(), "today")).toEqual({
      recovered: [],
      lapsed: [],
      unclaimed: 0,
      oldestUntouched: null,
      linksDecided: 0,
      linksApproved: 0,
    });
    expect(await getRecoveryRates(await scope(), "week")).toEqual({
      byReason: [],
      bySteps: [],
      planned: { count: 0, sums: [] },
    });
    expect(await countTroubles(await scope())).toEqual({
      stuckClaims: 0,
      halfLinked: 0,
      refusedMails: 0,
      unanswered: 0,
      overdueDifferences: 0,
      lateTasks: 0,
      stoppedJobs: 0,
    });
    expect(await countTightCards(await scope())).toEqual({ refused: 0, tight: 0, spent: 0 });
    const connectors = await listConnectors(await scope());
    expect(connectors.map(({ name, health }) => [name, health.state])).toEqual([
      ["stripe", "quiet"],
      ["paypal", "quiet"],
      ["mail", "quiet"],
    ]);
  });

  it("P32: failed captures are counted once each by reason and currency, with the step that brought the money in, and tries ahead", async () => {
    await shipped("insufficient_funds", 1);
    await shipped("insufficient_funds", 1, { currency: "EUR" });
    const before = await getRecoveryRates(await scope(), "today");
    expect(
      before.byReason.map(({ reason, currency, failed, recovered }) => [reason, currency, failed, recovered]),
    ).toEqual([
      ["insufficient_funds", "EUR", 1, 0],
      ["insufficient_funds", "USD", 1, 0],
    ]);
    expect(before.byReason.map((rate) => rate.recoveredAmount.amountMinor)).toEqual(["0", "0"]);
    expect(before.bySteps).toEqual([]);
    const hours = 60 * MINUTE_MS;
    for (let day = 0; day < 4; day++) await desk.advance(24 * hours);
    const after = await getRecoveryRates(await scope(), "week");
    for (const rate of after.byReason) {
      expect(rate).toMatchObject({ failed: 1, recovered: 1 });
      expect(rate.recoveredAmount).toEqual(rate.failedAmount);
    }
    expect(after.bySteps.map(({ step, recovered }) => [step, recovered])).toEqual([
      ["retry_capture", 1],
      ["retry_capture", 1],
    ]);
    expect(after.bySteps.every(({ rule }) => rule !== null)).toBe(true);
    expect((await getRecoveryRates(await scope(), "today")).byReason).toEqual([]);
    const figures = await getConsoleFigures(await scope(), "week");
    expect(figures.recovered.map(({ currency }) => currency).sort()).toEqual(["EUR", "USD"]);
  });

  it("says which retries the house will make within a day", async () => {
    await shipped("insufficient_funds", 1);
    const { next } = await desk.row<{ next: Date }>(
      "SELECT min(next_attempt_at) AS next FROM invoices WHERE status = 'failed'",
    );
    const at = async (hoursBefore: number) => ({
      ...(await scope()),
      now: toInstant(next.getTime() - hoursBefore * 60 * MINUTE_MS),
    });
    const [soon, early] = [await at(23), await at(25)];
    expect((await getRecoveryRates(soon, "today")).planned).toMatchObject({ count: 1, sums: [{ currency: "USD" }] });
    expect((await getRecoveryRates(early, "today")).planned).toEqual({ count: 0, sums: [] });
  });

  it("counts who owns, works on and finished what, and how soon they came to it", async () => {
    await desk.advance(untilMorning((await scope()).now));
    const orderNumber = await desk.confirmedOrder({ source: "repair" });
    const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 40_000 }];
    must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
    expect((await getConsoleFigures(await scope(), "today")).oldestUntouched).not.toBeNull();
    const unclaimed = (await getConsoleFigures(await scope(), "today")).unclaimed;
    await desk.advance(30 * MINUTE_MS);
    must(await claimOrder(as(ana), { orderNumber }, { takeOverReason: null }));
    const [work] = (await listTeamWork(await scope(), "today")).filter(({ person }) => person.id === ana);
    expect(work).toMatchObject({ owned: 1, claimed: 1, done: 0, recovered: [] });
    expect(work?.firstTouchMs).toBeGreaterThanOrEqual(30 * MINUTE_MS);
    expect((await getConsoleFigures(await scope(), "today")).unclaimed).toBe(unclaimed - 1);
    expect((await countTroubles(await scope())).stuckClaims).toBe(0);
    await desk.advance(21 * MINUTE_MS);
    expect((await countTroubles(await scope())).stuckClaims).toBe(1);
    must(await addNote(as(ana), { orderNumber }, { text: "Called, will call back.", isPinned: false }));
    expect((await countTroubles(await scope())).stuckClaims).toBe(0);
    const failed = await shipped("insufficient_funds", 1);
    must(await assignOrder(as(ana), { orderNumber: failed }, { ownerId: ana }));
    for (let day = 0; day < 4; day++) await desk.advance(24 * 60 * MINUTE_MS);
    const [done] = (await listTeamWork(await scope(), "week")).filter(({ person }) => person.id === ana);
    expect(done).toMatchObject({ done: 1, recovered: [{ currency: "USD" }] });
  });

  it("F19: a failure that is left to people is due within a day, by its owner; one that nobody has is the supervisors' and counted once it is late", async () => {
    const orderNumber = await shipped("expired_card", 1);
    const task = async () =>
      (await listFailedCaptures(await scope())).find((row) => row.orderNumber === orderNumber)?.task ?? null;
    const { failed } = await desk.row<{ failed: Date }>(
      "SELECT i.last_failed_at AS failed FROM invoices i JOIN orders o ON o.id = i.order_id WHERE o.order_number = $1",
      [orderNumber],
    );
    const dueAt = new Date(failed.getTime() + taskMs).toISOString();
    expect(await task()).toEqual({ dueAt, ownerName: null });
    const before = (await countTroubles(await scope())).lateTasks;
    await desk.advance(taskMs + MINUTE_MS);
    expect((await countTroubles(await scope())).lateTasks).toBe(before + 1);
    must(await assignOrder(as(ana), { orderNumber }, { ownerId: ana }));
    expect((await countTroubles(await scope())).lateTasks).toBe(before);
    expect(await task()).toEqual({ dueAt, ownerName: "Ana Belan" });
  });

  it("X07: a card with few tries left is counted, one whose tries are spent apart, and each card once", async () => {
    const orderNumber = await desk.confirmedOrder();
    const copies = (count: number, tag: string) =>
      desk.database.pool.query(
        `INSERT INTO attempts (store_id, id, order_id, operation_id, operation, obligation, attempt_no, idempotency_key, gateway, status, amount_minor, currency,
           payment_method_id, request, actor, correlation_id, requested_at, started_at, finished_at, reason)
         SELECT a.store_id, 'att_' || $3 || n, a.order_id, 'op_' || $3 || n, 'authorize', 'try:' || $3 || n, 1, 'key_' || $3 || n, a.gateway, 'declined', a.amount_minor, a.currency,
           a.payment_method_id, a.request, a.actor, 'test', paydesk_now(), paydesk_now(), paydesk_now(), 'insufficient_funds'
         FROM attempts a JOIN orders o ON o.id = a.order_id, generate_series(1, $2::int) AS n
         WHERE o.order_number = $1 AND a.operation = 'authorize' AND a.status = 'succeeded' LIMIT $2`,
        [orderNumber, count, tag],
      );
    await copies(9, "a");
    expect(await countTightCards(await scope())).toEqual({ refused: 1, tight: 0, spent: 0 });
    await copies(1, "b");
    expect(await countTightCards(await scope())).toEqual({ refused: 1, tight: 1, spent: 0 });
    await copies(2, "c");
    expect(await countTightCards(await scope())).toEqual({ refused: 1, tight: 0, spent: 1 });
  });

  it("a call that nobody answers counts after ten minutes, and its gateway is failing", async () => {
    const orderNumber = await desk.confirmedOrder();
    await desk.fault({ action: "drop_after", path: "/v1/payment_intents*", count: null });
    must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo: 1 }, {}));
    await desk.work();
    const stripe = async () => (await listConnectors(await scope())).find(({ name }) => name === "stripe")?.health;
    expect((await countTroubles(await scope())).unanswered).toBe(0);
    expect(await stripe()).toMatchObject({ state: "ok" });
    await desk.advance(11 * MINUTE_MS);
    expect((await countTroubles(await scope())).unanswered).toBe(1);
    expect(await stripe()).toMatchObject({ state: "failing" });
  });
});
