import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import { addAttemptJob, openWithAttempt } from "@/lib/db/stores/attempt-store";
import type { Author } from "@/lib/db/stores/history-store";
import { type LoadedOrder, loadLockedOrder, openWithOrder, orderFrom } from "@/lib/db/stores/order-store";
import { loadStore } from "@/lib/db/stores/store-store";
import { toDateOrNull, toMoment } from "@/lib/db/to-domain";
import { type Tx, transaction } from "@/lib/db/transaction";
import { enquiryLadderOf, nextEnquiryAt } from "@/lib/payments/enquiry-ladder";
import type { Exchange, GatewayOperation, GatewayOperations, GatewayOutcome } from "@/lib/payments/gateway";
import { type Instant, later } from "@/lib/payments/instant";
import { authorOf } from "../change-order";
import { actorText, type OperationContext } from "../operation-context";
import { settleLoadedOrder } from "../order/settle-order";
import type { AppliedAttempt } from "./applied-attempt";
import { applyAuthorize } from "./apply-authorize";
import { applyAuthorizeAndCapture } from "./apply-authorize-and-capture";
import { applyCapture } from "./apply-capture";
import { applyCloseHostedPage } from "./apply-close-hosted-page";
import { applyIncrease } from "./apply-increase";
import { applyOpenHostedPage } from "./apply-open-hosted-page";
import { applyRefund } from "./apply-refund";
import { applyRenew } from "./apply-renew";
import { applyVoid } from "./apply-void";

export type AnyOutcome = GatewayOutcome<GatewayOperations[GatewayOperation]["facts"]>;

/** `not_sent` is tried again under the same key this often before the house calls it a failure of the gateway. */
const MAX_NOT_SENT = 4;

export type RecordOptions = {
  /** The outcome is the answer to the call itself, and not to a question about it. */
  readonly wasSent?: boolean;
  /** Written in the same transaction, where the outcome is applied. */
  readonly alongside?: (tx: Tx, author: Author) => Promise<void>;
};

/**
 * Writes what the gateway answered: closes (or keeps open) the attempt and applies the outcome to hold, capture, invoice and order, together or
 * not at all (P26). Only the holder of the newest lease may write; replaying the same outcome changes nothing.
 */
export async function recordOutcome(
  context: OperationContext,
  claimed: Pick<AttemptRow, "id" | "orderId" | "leaseNo">,
  outcome: AnyOutcome,
  { wasSent = false, alongside }: RecordOptions = {},
): Promise<"applied" | "superseded"> {
  const { storeId } = context;
  const [, readOrder] = openWithOrder(storeId, claimed);
  return transaction(
    context.pool,
    async (tx, [found, foundOrder]) => {
      const [attempt] = found as readonly AttemptRow[];
      if (attempt?.leaseNo !== claimed.leaseNo || isClosed(attempt)) return "superseded";
      const loaded = orderFrom(foundOrder);
      if (!loaded) return "superseded";
      const settled = await closeAttempt(tx, attempt, outcome, wasSent);
      const author = { ...authorOf(context), actor: actorText(context.actor), correlationId: attempt.correlationId };
      const after = await apply({ tx, author, loaded, attempt, outcome: settled });
      await alongside?.(tx, author);
      const changed = (!alongside && after) || (await loadLockedOrder(tx, storeId, attempt.orderId));
      if (changed) await settleLoadedOrder(tx, changed);
      return "applied";
    },
    [openWithAttempt(storeId, claimed), readOrder],
  );
}

function isClosed(attempt: AttemptRow): boolean {
  return attempt.status === "succeeded" || attempt.status === "declined" || attempt.status === "rejected";
}

/** Certain silence that went on too long becomes a refusal by the gateway's absence; everything else is applied as it is. */
async function closeAttempt(tx: Tx, attempt: AttemptRow, outcome: AnyOutcome, wasSent: boolean): Promise<AnyOutcome> {
  const now = new Date(tx.now);
  const columns = { ...exchangeColumns(outcome.exchange), ...referenceColumns(outcome), leaseUntil: null };
  const key = { storeId: attempt.storeId, id: attempt.id };
  switch (outcome.kind) {
    case "not_sent": {
      const count = attempt.enquiryCount + 1;
      if (count >= MAX_NOT_SENT) {
        await tx.amend("attempts", key, {
          ...columns,
          status: "declined",
          reason: "gateway_unavailable",
          finishedAt: now,
        });
        return { kind: "declined", reason: "gateway_unavailable", exchange: outcome.exchange };
      }
      await tx.amend("attempts", key, {
        ...columns,
        status: "requested",
        startedAt: null,
        enquiryCount: count,
        nextEnquiryAt: soon(tx.now, count),
      });
      return outcome;
    }
    case "unconfirmed":
    case "pending": {
      // Until its first answer (or silence) the count was of tries that certainly left nothing.
      const asked = attempt.status === "started" ? 0 : attempt.enquiryCount;
      const since = toMoment(attempt.startedAt ?? attempt.requestedAt);
      const { settings } = await loadStore(tx, attempt.storeId);
      const isServerError = wasSent && outcome.kind === "unconfirmed" && (outcome.exchange.httpStatus ?? 0) >= 500;
      await tx.amend("attempts", key, {
        ...columns,
        status: outcome.kind,
        enquiryCount: asked + 1,
        nextEnquiryAt: toDateOrNull(nextEnquiryAt({ since, asked }, tx.now, enquiryLadderOf(settings))),
        ...(wasSent && { lastSentAt: now }),
        ...(isServerError && { serverErrorCount: attempt.serverErrorCount + 1 }),
      });
      return outcome;
    }
    case "declined":
    case "rejected":
      await tx.amend("attempts", key, {
        ...columns,
        status: outcome.kind,
        reason: outcome.reason,
        finishedAt: now,
        nextEnquiryAt: null,
      });
      return outcome;
    case "succeeded":
      await tx.amend("attempts", key, {
        ...columns,
        status: "succeeded",
        reason: null,
        finishedAt: now,
        nextEnquiryAt: null,
      });
      return outcome;
  }
}

function exchangeColumns(exchange: Exchange) {
  return {
    rawCode: exchange.rawCode,
    rawMessage: exchange.rawMessage,
    networkCode: exchange.networkCode,
    gatewayRequestId: exchange.gatewayRequestId,
    httpStatus: exchange.httpStatus,
  };
}

/** The gateway's own name for what came of the call; the most particular one it gave (P11, P24). */
function referenceColumns(outcome: AnyOutcome): { gatewayReference?: string } {
  const facts: Partial<Record<string, unknown>> = "facts" in outcome && outcome.facts ? { ...outcome.facts } : {};
  const { captureReference, refundReference, sessionReference, authorizationReference } = facts;
  const reference = captureReference ?? refundReference ?? sessionReference ?? authorizationReference;
  return typeof reference === "string" ? { gatewayReference: reference } : {};
}

function soon(now: Instant, count: number): Date {
  return new Date(later(now, [0, 5_000, 30_000, 120_000][count] ?? 120_000));
}

type Applier = ((applied: never) => Promise<void>) | ((applied: never) => Promise<LoadedOrder | undefined>);

/**
 * The compiler insists that every operation of the port has its effect written down. One that knows how the order stands after its last change
 * answers it; for the others it is read again.
 */
function apply(applied: AppliedAttempt): Promise<LoadedOrder | undefined> {
  const operation = applied.attempt.operation as GatewayOperation;
  const appliers = {
    authorize: applyAuthorize,
    authorize_and_capture: applyAuthorizeAndCapture,
    capture: applyCapture,
    void: applyVoid,
    refund: applyRefund,
    increase: applyIncrease,
    renew: applyRenew,
    open_hosted_page: applyOpenHostedPage,
    close_hosted_page: applyCloseHostedPage,
  } satisfies Record<GatewayOperation, Applier>;
  return (appliers[operation] as (applied: AppliedAttempt) => Promise<LoadedOrder | undefined>)(applied);
}

/** The sweep hands a waiting or unanswered attempt to a worker again. */
export async function reviveAttempt(tx: Tx, attempt: Pick<AttemptRow, "storeId" | "id">): Promise<void> {
  await tx.update("attempts", { storeId: attempt.storeId, id: attempt.id }, { nextEnquiryAt: null });
  await addAttemptJob(tx, attempt.storeId, attempt.id);
}
