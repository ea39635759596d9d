import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import { toMoment } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import { toGatewayCall } from "@/lib/operations/attempt/attempt-request";
import { reviveAttempt } from "@/lib/operations/attempt/record-outcome";
import { reverseCapture } from "@/lib/operations/capture/reverse-capture";
import { closeDispute } from "@/lib/operations/notification/close-dispute";
import {
  findCapture,
  findGivenRefund,
  findHold,
  findHostedSession,
  findOpenAttempts,
} from "@/lib/operations/notification/find-subjects";
import { followHold } from "@/lib/operations/notification/follow-hold";
import { type DisputeNotice, recordDispute } from "@/lib/operations/notification/record-dispute";
import type { OperationContext } from "@/lib/operations/operation-context";
import { recordLateRefund } from "@/lib/operations/refund/record-late-refund";
import type { GatewayName, InterpretedNotification } from "@/lib/payments/gateway";
import type { Money } from "@/lib/payments/money";
import { systemContext, type WorkerContext } from "../worker-context";

export type ProcessNotificationPayload = {
  readonly storeId: string;
  readonly gateway: string;
  readonly eventId: string;
};

/** A notification is a hint: the gateway is asked for the object as it is now, so that the order of arrival does not matter (I11). */
export async function processNotification(worker: WorkerContext, payload: ProcessNotificationPayload): Promise<void> {
  const { storeId, gateway, eventId } = payload;
  const context = systemContext(worker, storeId, "process_notification", eventId);
  const found = await worker.pool.query<{ payload: { meaning: InterpretedNotification }; is_fresh: boolean }>(
    `SELECT payload, received_at > paydesk_now() - interval '1 day' AS is_fresh FROM gateway_notifications
     WHERE store_id = $1 AND gateway = $2 AND event_id = $3 AND status = 'received'`,
    [storeId, gateway, eventId],
  );
  const row = found.rows[0];
  if (!row) return;
  const result = await act(worker, context, gateway as GatewayName, row.payload.meaning);
  // It may be ahead of our own answer to the call that took the money (I11): tried again for as long as that call has no answer, and for a day; then it is none of ours.
  if (result === "capture_expected" || (result === "capture_not_found" && row.is_fresh))
    throw new Error("its capture is not known yet");
  await worker.pool.query(
    "UPDATE gateway_notifications SET status = 'processed', result = $4, processed_at = paydesk_now() WHERE store_id = $1 AND gateway = $2 AND event_id = $3",
    [storeId, gateway, eventId, result],
  );
}

async function act(
  worker: WorkerContext,
  context: OperationContext,
  gateway: GatewayName,
  meaning: InterpretedNotification,
): Promise<string> {
  switch (meaning.kind) {
    case "authorization_changed": {
      const hold = await findHold(context, gateway, meaning.authorizationReference);
      const attempts = await findOpenAttempts(context, {
        operationId: meaning.operationId,
        authorizationId: hold?.authorizationId ?? null,
      });
      await revive(context, attempts);
      if (!hold) return attempts.length > 0 ? "asked" : "unknown_subject";
      const state = await worker.gateway(gateway).readAuthorization(meaning.authorizationReference);
      if (state.kind === "silent") throw new Error("the gateway did not answer");
      const corrected = await followHold(context, hold, state);
      return corrected.ok && corrected.value ? "corrected" : "agreed";
    }
    case "refund_changed": {
      await revive(
        context,
        await findOpenAttempts(context, { operationId: meaning.operationId, authorizationId: null }),
      );
      const given = await findGivenRefund(context, meaning);
      return given ? askAboutRefund(worker, context, given) : "asked";
    }
    case "hosted_page_changed": {
      const hostedSessionId = await findHostedSession(context, gateway, meaning.sessionReference);
      if (!hostedSessionId) return "unknown_subject";
      await transaction(context.pool, (tx) =>
        tx.addJob(
          "sync_hosted_page",
          { storeId: context.storeId, hostedSessionId },
          { key: `hosted:${hostedSessionId}` },
        ),
      );
      return "asked";
    }
    case "disputed": {
      const recorded = await noteDispute(context, gateway, { ...meaning, amount: revived(meaning.amount) });
      return recorded.ok ? "recorded" : recorded.reason;
    }
    case "dispute_changed":
      return followDispute(worker, context, gateway, meaning.disputeReference);
    case "capture_refused": {
      const captureId = await findCapture(context, gateway, meaning.captureReference);
      if (captureId === undefined) return "unknown_subject";
      const reversed = await reverseCapture(context, captureId, meaning.refusal);
      return reversed.ok && reversed.value ? "corrected" : "agreed";
    }
    case "dispute_closed": {
      const { lost, ...verdict } = meaning;
      const close = () => closeDispute(context, { ...verdict, ...(lost && { lost: revived(lost) }) });
      const closed = await close();
      if (closed.ok) return "recorded";
      if (closed.reason !== "dispute_not_found") return closed.reason;
      // Its first notice is still out, or was lost: the gateway knows what it said.
      const followed = await followDispute(worker, context, gateway, meaning.disputeReference);
      if (followed === "recorded") await close();
      return followed;
    }
    case "ignored":
      return "ignored";
    case "unknown":
      return "unknown_type";
  }
}

/** Amounts are kept as JSON, which knows no bigint. */
function revived({ amountMinor, currency }: Money): Money {
  return { amountMinor: BigInt(amountMinor), currency };
}

/** Where the capture is not known, the calls about its hold that have no answer yet are asked about now and not when their turn comes (I20); it is expected from them. */
async function noteDispute(
  context: OperationContext,
  gateway: GatewayName,
  notice: DisputeNotice,
): Promise<Awaited<ReturnType<typeof recordDispute>> | { ok: false; reason: "capture_expected" }> {
  const recorded = await recordDispute(context, notice);
  if (recorded.ok || recorded.reason !== "capture_not_found" || notice.authorizationReference === undefined)
    return recorded;
  const hold = await findHold(context, gateway, notice.authorizationReference);
  const attempts = hold ? await findOpenAttempts(context, { operationId: null, ...hold }) : [];
  await revive(context, attempts);
  return attempts.length > 0 ? { ok: false, reason: "capture_expected" } : recorded;
}

/** Brings our side of a dispute to where the gateway says that it stands, whatever notices of it were lost (I20, FD-3). */
async function followDispute(
  worker: WorkerContext,
  context: OperationContext,
  gateway: GatewayName,
  disputeReference: string,
): Promise<string> {
  const state = await worker.gateway(gateway).readDispute?.(disputeReference);
  if (state === undefined || state.kind === "silent") throw new Error("the gateway did not answer");
  if (state.kind === "unknown") return "unknown_subject";
  const recorded = await noteDispute(context, gateway, { ...state, disputeReference });
  if (!recorded.ok) return recorded.reason;
  if (state.kind === "open") return recorded.value ? "recorded" : "agreed";
  const closed = await closeDispute(context, { ...state, disputeReference });
  if (!closed.ok) return closed.reason;
  return recorded.value || closed.value ? "recorded" : "agreed";
}

/** A refund that had counted as done may have failed since: the gateway is asked, the notification is not believed (RF-1). */
async function askAboutRefund(worker: WorkerContext, context: OperationContext, attempt: AttemptRow): Promise<string> {
  const { operation, request } = toGatewayCall(attempt);
  if (operation !== "refund") throw new Error(`attempt ${attempt.id} is no refund`);
  const answer = await worker
    .gateway(attempt.gateway as GatewayName)
    .enquire(operation, request, toMoment(attempt.startedAt ?? attempt.requestedAt));
  if (answer.kind === "silent") throw new Error("the gateway did not answer");
  if (answer.kind === "nothing") return "unknown_subject";
  const recorded = await recordLateRefund(context, attempt, answer.outcome);
  return recorded.ok && recorded.value ? "corrected" : "agreed";
}

async function revive(context: OperationContext, attemptIds: readonly string[]): Promise<void> {
  for (const id of attemptIds)
    await transaction(context.pool, (tx) => reviveAttempt(tx, { storeId: context.storeId, id }));
}
