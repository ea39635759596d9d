import { recordAudit, recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { toDate, toMoney } from "@/lib/db/to-domain";
import type { GatewayName } from "@/lib/payments/gateway";
import { refundedEntries } from "@/lib/payments/ledger";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData, keyOf } from "./apply-authorize";

/** Money was to go back: it went, was refused, or is not known yet. */
export async function applyRefund(applied: AppliedAttempt<"refund">): Promise<void> {
  const { tx, author, attempt, loaded, outcome } = applied;
  const { storeId } = attempt;
  const [refund] = await tx.select("refunds", { storeId, id: attempt.refundId ?? "" }, { lock: true });
  const [capture] = refund ? await tx.select("captures", { storeId, id: refund.captureId }, { lock: true }) : [];
  if (!refund || !capture) throw new Error(`attempt ${attempt.id} lost its refund`);
  if (refund.status === "refunded" || refund.status === "failed") return;
  const reference = "facts" in outcome && outcome.facts ? { gatewayReference: outcome.facts.refundReference } : {};
  switch (outcome.kind) {
    case "succeeded":
      await tx.update("refunds", keyOf(refund), {
        status: "refunded",
        refundedAt: toDate(tx.now),
        version: refund.version + 1,
        ...reference,
      });
      await tx.update("captures", keyOf(capture), {
        refundedMinor: capture.refundedMinor + refund.amountMinor,
        refundReservedMinor: capture.refundReservedMinor - refund.amountMinor,
        version: capture.version + 1,
      });
      await tx.update("orders", keyOf(loaded.row), { refundedMinor: loaded.row.refundedMinor + refund.amountMinor });
      await recordLedger(
        tx,
        storeId,
        refund.orderId,
        refund.id,
        refundedEntries(toMoney(refund.amountMinor, refund.currency), attempt.gateway as GatewayName),
      );
      await recordAudit(tx, author, {
        action: "payment.refunded",
        subjectKind: "refund",
        subjectId: refund.id,
        orderId: refund.orderId,
        after: { amountMinor: refund.amountMinor.toString(), attemptId: attempt.id },
      });
      await recordEvent(tx, author, refund.orderId, "refund_succeeded", eventData(applied));
      return;
    case "declined":
    case "rejected":
      await tx.update("refunds", keyOf(refund), { status: "failed", version: refund.version + 1 });
      await tx.update("captures", keyOf(capture), {
        refundReservedMinor: capture.refundReservedMinor - refund.amountMinor,
        version: capture.version + 1,
      });
      await recordEvent(tx, author, refund.orderId, "refund_failed", eventData(applied));
      return;
    case "pending":
    case "unconfirmed":
      await tx.update("refunds", keyOf(refund), { status: outcome.kind, version: refund.version + 1, ...reference });
      await recordEvent(
        tx,
        author,
        refund.orderId,
        outcome.kind === "pending" ? "refund_accepted" : "refund_unconfirmed",
        eventData(applied),
      );
      return;
    case "not_sent":
      return;
  }
}
