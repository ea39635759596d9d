import { logger } from "@/lib/config/logger";
import { insideTransaction, readNow, transaction } from "@/lib/db/transaction";
import { reviveAttempt } from "@/lib/operations/attempt/record-outcome";
import { correctHold } from "@/lib/operations/notification/correct-hold";
import { findStore } from "@/lib/operations/notification/find-store";
import type { OperationContext } from "@/lib/operations/operation-context";
import {
  findUnansweredCalls,
  listHoldsAskedFor,
  listHoldsTouched,
  loadOurHolds,
} from "@/lib/operations/reconciliation/load-our-holds";
import { recordComparison } from "@/lib/operations/reconciliation/record-comparison";
import { closeRun, openRun, type RunCounts, type RunKind } from "@/lib/operations/reconciliation/run-record";
import { doneUntil, endTask, moveDoneUntil } from "@/lib/operations/reconciliation/schedules";
import type { BookedHold, GatewayBooks, GatewayName, TimeWindow } from "@/lib/payments/gateway";
import { piecesOf } from "@/lib/payments/gateway-schedule";
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS } from "@/lib/payments/instant";
import { compareHold } from "@/lib/payments/reconciling";
import { systemContext, type WorkerContext } from "../worker-context";

export type ReconcilePayload = {
  readonly storeId: string;
  readonly gateway: string;
  readonly kind: RunKind;
  /** Who asked for it, where somebody did. */
  readonly userId?: string;
};

/** Holds live 30 days at most; what happens to older money arrives as a notification. */
const fullMs = 35 * DAY_MS;
const askedMs = 7 * DAY_MS;
const pieceMs = 7 * DAY_MS;
/** Clocks differ, and what is being written this very minute is not settled yet. */
const overlapMs = 10 * MINUTE_MS;
const mostTouched = 500;

/**
 * Compares our ledger with the gateway's own (I4): what the gateway lists in the window, what of ours it does not list, and every difference that is
 * still open. Each suspicion is read once more on both sides before it is written down. Where the gateway is silent the run ends unfinished.
 */
export async function reconcile(worker: WorkerContext, payload: ReconcilePayload): Promise<string> {
  const { storeId, gateway, kind } = payload;
  const system = systemContext(worker, storeId, "reconcile", `reconcile:${gateway}:${kind}`);
  const context: OperationContext = payload.userId
    ? { ...system, actor: { kind: "staff", userId: payload.userId, name: "" } }
    : system;
  const books = worker.gateway(gateway as GatewayName).books;
  if (!books) {
    if (kind !== "asked") await endTask(context, gateway, kind, null);
    return "no_books";
  }
  if (insideTransaction()) throw new Error("a gateway is never called while a transaction is open");
  const now = await readNow(worker.pool);
  const window = await windowOf(context, gateway, kind, now);
  const runId = await openRun(context, { gateway, kind, window });
  const run: Run = { context: system, gateway, books, runId, counts: { compared: 0, differences: 0, healed: 0 } };
  let failure: string | null;
  try {
    const isDone = await compareAll(run, kind, window);
    failure = isDone ? null : "gateway_silent";
  } catch (error) {
    failure = "failed";
    logger.error({ err: error, gateway, kind, runId }, "reconciliation failed");
  }
  await closeRun(context, runId, run.counts, failure);
  if (kind !== "asked") await endTask(context, gateway, kind, failure);
  return failure ?? `compared ${run.counts.compared}, open ${run.counts.differences}, healed ${run.counts.healed}`;
}

type Run = {
  readonly context: OperationContext;
  readonly gateway: string;
  readonly books: GatewayBooks;
  readonly runId: string;
  readonly counts: RunCounts;
};

async function windowOf(context: OperationContext, gateway: string, kind: RunKind, now: Instant): Promise<TimeWindow> {
  if (kind === "nightly") return { from: later(now, -fullMs), to: now };
  if (kind === "asked") return { from: later(now, -askedMs), to: now };
  const until = await doneUntil(context, gateway, "hourly");
  return { from: later(until ?? later(now, -HOUR_MS), -overlapMs), to: now };
}

/** False as soon as the gateway does not answer. */
async function compareAll(run: Run, kind: RunKind, window: TimeWindow): Promise<boolean> {
  for (const piece of piecesOf(window.from, window.to, pieceMs)) {
    if (!(await comparePiece(run, piece))) return false;
  }
  const touched = await listHoldsTouched(run.context, run.gateway, window, mostTouched);
  const open = await run.context.pool.query<{ gateway_reference: string }>(
    "SELECT DISTINCT gateway_reference FROM reconciliation_differences WHERE store_id = $1 AND gateway = $2 AND status = 'open'",
    [run.context.storeId, run.gateway],
  );
  const references = new Set([...touched, ...open.rows.map((row) => row.gateway_reference)]);
  for (const reference of references) if (!(await lookAt(run, reference))) return false;
  const left = await run.context.pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM reconciliation_differences WHERE store_id = $1 AND gateway = $2 AND status = 'open'",
    [run.context.storeId, run.gateway],
  );
  run.counts.differences = left.rows[0]?.count ?? 0;
  if (kind === "hourly") await moveDoneUntil(run.context, run.gateway, "hourly", window.to);
  return true;
}

/** One piece of the gateway's list beside ours, and ours that the list lacks. False where the gateway fell silent. */
async function comparePiece(run: Run, piece: TimeWindow): Promise<boolean> {
  const seen = new Set<string>();
  for (let cursor: string | null = null; ; ) {
    const page = await run.books.listHolds(piece, cursor);
    if (page.kind === "silent") return false;
    const holds: BookedHold[] = [];
    for (const hold of page.holds) if (await isOfThisStore(run, hold)) holds.push(hold);
    for (const hold of holds) seen.add(hold.authorizationReference);
    run.counts.compared += holds.length;
    for (const reference of await suspiciousAmong(run, holds)) if (!(await lookAt(run, reference))) return false;
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  const ours = await listHoldsAskedFor(run.context, run.gateway, piece);
  for (const reference of ours) if (!seen.has(reference) && !(await lookAt(run, reference))) return false;
  return true;
}

/** A gateway that takes no mark of the store leaves it to the operation: what no store knows is the first one's, as with notifications. */
async function isOfThisStore({ context, gateway }: Run, hold: BookedHold): Promise<boolean> {
  const { storeId, operationId, authorizationReference } = hold;
  if (storeId !== null || operationId === null) return storeId === context.storeId;
  const meaning = { kind: "authorization_changed", authorizationReference, operationId } as const;
  return (await findStore(context.pool, gateway as GatewayName, meaning)) === context.storeId;
}

async function suspiciousAmong(run: Run, holds: readonly BookedHold[]): Promise<string[]> {
  const { context, gateway } = run;
  const ours = await loadOurHolds(
    context,
    gateway,
    holds.map((hold) => hold.authorizationReference),
  );
  const strangers = holds.filter((hold) => !ours.has(hold.authorizationReference) && hold.operationId !== null);
  const unanswered = await findUnansweredCalls(context, gateway, strangers);
  // A call of ours that nobody has answered yet: asking about it is what explains this payment (UN-6).
  for (const attemptId of unanswered.values())
    await transaction(context.pool, (tx) => reviveAttempt(tx, { storeId: context.storeId, id: attemptId }));
  return holds
    .filter((hold) => !unanswered.has(hold.authorizationReference))
    .filter((hold) => compareHold(ours.get(hold.authorizationReference) ?? null, hold).length > 0)
    .map((hold) => hold.authorizationReference);
}

/**
 * The second look at one payment: read anew, mended where the evidence is plain (a hold that ended at the gateway, by the road of a notification),
 * and written down where it is not.
 */
async function lookAt(run: Run, reference: string): Promise<boolean> {
  const read = await run.books.readHold(reference);
  if (read === "silent") return false;
  const theirs = read === "unknown" ? null : read;
  run.counts.compared++;
  if (await mend(run, reference, theirs)) run.counts.healed++;
  await recordComparison(run.context, { gateway: run.gateway, runId: run.runId, gatewayReference: reference, theirs });
  return true;
}

async function mend({ context, gateway }: Run, reference: string, theirs: BookedHold | null): Promise<boolean> {
  if (theirs?.state !== "expired" && theirs?.state !== "voided") return false;
  const ours = (await loadOurHolds(context, gateway, [reference])).get(reference);
  if (!ours || !compareHold(ours, theirs).some(({ kind }) => kind === "hold_ended_at_gateway")) return false;
  const subject = { orderId: ours.orderId, authorizationId: ours.authorizationId };
  const corrected = await correctHold(context, subject, { kind: theirs.state });
  return corrected.ok && corrected.value;
}
