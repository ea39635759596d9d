import { putAccount, putAccountInput } from "@/lib/operations/account/put-account";
import { toGatewayCall } from "@/lib/operations/attempt/attempt-request";
import { claimAttempt } from "@/lib/operations/attempt/claim-attempt";
import { type AnyOutcome, recordOutcome } from "@/lib/operations/attempt/record-outcome";
import { requestCapture } from "@/lib/operations/invoice/request-capture";
import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { putOrder } from "@/lib/operations/order/put-order";
import { putOrderInput } from "@/lib/operations/order/put-order-input";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import type { Result } from "@/lib/payments/result";
import { bankSideOf, checkLife } from "./check-life";
import { readBooks } from "./checks/read-books";
import { deliver } from "./deliver-webhooks";
import type { GovernedWorld } from "./governed-world";
import { type LifeSetting, STORE_ID, setTheScene } from "./life-setting";
import type { SimulatedDatabase } from "./simulated-database";

/** What tells of one payment: our own call's answer, a question about it, and what the gateway sends by itself. */
export const tellings = [
  "the call's own answer",
  "a question about it",
  "payment_intent.amount_capturable_updated",
  "charge.captured",
  "payment_intent.succeeded",
  "charge.dispute.created",
] as const;
export type Telling = (typeof tellings)[number];

/** All 720 orders in which they can arrive. */
export function allOrders<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((first, at) => allOrders(items.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

const shop = { kind: "api", keyName: "shop" } as const;
const LEASE_AND_MORE_MS = 61_000;
const TRIED_AGAIN_MS = 300_000;

/**
 * A capture that the gateway has done, that its payer's bank disputes at once, and of which nobody has heard: then everything that tells of it arrives in
 * the given order, each acted upon before the next. Answers how our books stand in the end, and what is wrong by the rules.
 */
export async function arriveInOrder(
  database: SimulatedDatabase,
  governed: GovernedWorld,
  order: readonly Telling[],
): Promise<{ ending: string[]; wrongs: string[] }> {
  const setting = await setTheScene(database, governed, 1);
  const flight = await captureInFlight(setting);
  await setting.moveClock(LEASE_AND_MORE_MS);
  for (const telling of order) {
    if (telling === "the call's own answer") await recordOutcome(setting.as(worker), flight.attempt, flight.outcome);
    else if (telling === "a question about it")
      await setting.runTask("run_attempt")({ storeId: STORE_ID, attemptId: flight.attempt.id }, "1", 1);
    else await deliver(setting, eventOf(setting, telling), "authentic");
    await workThrough(setting);
  }
  // What had come too early for us is tried again by the queue.
  await setting.moveClock(TRIED_AGAIN_MS);
  await workThrough(setting);
  return { ending: await endingOf(setting), wrongs: await checkLife(setting, "soon") };
}

const worker = { kind: "system", job: "run_attempt" } as const;

async function captureInFlight(setting: LifeSetting) {
  const { as, atGateway, gateway } = setting;
  const customer = await atGateway<{ id: string }>("/v1/customers", { name: "Carmen Moreno" });
  const card = await atGateway<{ id: string }>("/v1/payment_methods/pm_card_createDispute/attach", {
    customer: customer.id,
  });
  const account = { name: "Carmen Moreno", email: "carmen@example.com", timeZone: "Europe/Madrid" };
  await putAccount(as(shop), "C-1", putAccountInput.parse(account));
  const input = putOrderInput.parse({
    account: "C-1",
    source: "commerce",
    currency: "EUR",
    lines: [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 20_000 }],
    paymentMethods: [{ type: "card", token: card.id, customerToken: customer.id }],
  });
  const key = { orderNumber: "S-1" };
  must(await putOrder(as(shop), "S-1", input));
  must(await confirmOrder(as(shop), key));
  await workThrough(setting);
  const { releaseNo } = must(await releaseOrder(as(shop), key, {}));
  const { invoiceId } = must(await shipRelease(as(shop), { ...key, releaseNo }, {}));
  const asked = must(await requestCapture(as(shop), { invoiceId, manual: true }));
  const claimed = await claimAttempt(as(worker), asked.attemptIds[0] ?? "");
  if ("notClaimed" in claimed) throw new Error(claimed.notClaimed);
  const { operation, request } = toGatewayCall(claimed.attempt) as { operation: "capture"; request: never };
  return { attempt: claimed.attempt, outcome: (await gateway("stripe").run(operation, request)) as AnyOutcome };
}

function eventOf({ bank }: LifeSetting, type: string): string {
  const event = [...bank.state.events].find((each) => each.type === type);
  if (!event) throw new Error(`the gateway has no ${type} to tell`);
  return event.id;
}

/** Every job that may run, until none is left; one that fails waits for its next try. */
async function workThrough({ queue, dice, runTask }: LifeSetting): Promise<void> {
  for (;;) {
    const job = await queue.take(dice);
    if (!job) return;
    try {
      await runTask(job.task)(job.payload, job.id, job.tries + 1);
      await queue.finish(job);
    } catch (error) {
      await queue.fail(job, error);
    }
  }
}

/** Our books without ids and moments. */
async function endingOf(setting: LifeSetting): Promise<string[]> {
  const books = await readBooks(setting.bare, bankSideOf(setting), "soon", setting.nowMs());
  const accounts = new Map<string, bigint>();
  for (const { account, amount_minor } of books.entries)
    accounts.set(account, (accounts.get(account) ?? 0n) + amount_minor);
  return [
    ...books.orders.map((row) => `order ${row.status} ${row.captured_minor} ${row.refunded_minor} ${row.spare_minor}`),
    ...books.holds.map((row) => `hold ${row.status} ${row.captured_minor} ${row.reserved_minor}`),
    ...books.captures.map((row) => `capture ${row.status} ${row.amount_minor} disputed ${row.disputed_minor}`),
    ...books.invoices.map((row) => `invoice ${row.status} ${row.captured_minor} ${row.reserved_minor}`),
    ...books.attempts.map((row) => `attempt ${row.operation} ${row.status}`),
    ...books.disputes.map((row) => `dispute ${row.status} ${row.amount_minor}`),
    ...books.notifications.map((row) => `notification ${row.type} ${row.status}`),
    ...books.worklist.map((row) => `list ${row.list} ${row.reason}`),
    ...[...accounts].map(([account, sum]) => `account ${account} ${sum}`),
  ].toSorted();
}

function must<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.value;
}
