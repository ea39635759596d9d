import { recordAudit, recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toMoney } from "@/lib/db/to-domain";
import type { GatewayName, RefundFacts } from "@/lib/payments/gateway";
import { refundedEntries, refundReturnedEntries } from "@/lib/payments/ledger";
import type { RefundStatus } from "@/lib/payments/refund-state";
import { applyRefundOutcome, type RefundEffect } from "@/lib/payments/refunding";
import { freezeDisputed } from "../refund/freeze-disputed";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData, keyOf } from "./apply-authorize";

/**
 * Money was to go back: it went, was refused, is not known yet, or came back after it had counted as gone (RF-1). What a failed refund had reserved is
 * ours again, and the failure waits for a person.
 */
export async function applyRefund(applied: AppliedAttempt<"refund">): Promise<void> {
  const { tx, author, attempt, outcome } = applied;
  const refund = await loadRefund(applied);
  const effect = applyRefundOutcome(refund.status as RefundStatus, outcome.kind);
  if (!effect) return;
  await writeRefund(applied, refund, effect);
  await moveMoney(applied, refund, effect.money);
  await recordEvent(tx, author, refund.orderId, effect.event, eventData(applied));
  if (effect.money === "under_way") return;
  await recordAudit(tx, author, {
    action: auditActions[effect.money],
    subjectKind: "refund",
    subjectId: refund.id,
    orderId: refund.orderId,
    before: { status: refund.status },
    after: { status: effect.status, amountMinor: refund.amountMinor.toString(), attemptId: attempt.id },
  });
}

const auditActions = {
  given_back: "payment.refunded",
  freed: "payment.refund_failed",
  returned: "payment.refund_returned",
} as const;

async function loadRefund({ tx, attempt }: AppliedAttempt): Promise<RowOf<"refunds">> {
  const [refund] = await tx.select("refunds", { storeId: attempt.storeId, id: attempt.refundId ?? "" }, { lock: true });
  if (!refund) throw new Error(`attempt ${attempt.id} lost its refund`);
  return refund;
}

async function writeRefund(
  { tx, outcome }: AppliedAttempt<"refund">,
  refund: RowOf<"refunds">,
  effect: RefundEffect,
): Promise<void> {
  const facts: RefundFacts | null = "facts" in outcome ? outcome.facts : null;
  const isFailed = effect.status === "failed";
  await tx.update("refunds", keyOf(refund), {
    status: effect.status,
    version: refund.version + 1,
    ...(facts && { gatewayReference: facts.refundReference }),
    ...(effect.money === "given_back" && { refundedAt: toDate(tx.now) }),
    ...(isFailed && { failedAt: toDate(tx.now), failureReason: "reason" in outcome ? outcome.reason : null }),
  });
}

/** Capture, order and books in one: what is reserved becomes refunded, or free, or refunded money is kept again. */
async function moveMoney(
  { tx, attempt }: AppliedAttempt,
  refund: RowOf<"refunds">,
  money: RefundEffect["money"],
): Promise<void> {
  if (money === "under_way") return;
  const { storeId, amountMinor } = refund;
  const refunded = money === "given_back" ? amountMinor : money === "returned" ? -amountMinor : 0n;
  const reserved = money === "returned" ? 0n : -amountMinor;
  const failed = money === "given_back" ? 0n : amountMinor;
  await tx.rows(
    `UPDATE captures SET refunded_minor = refunded_minor + $3, refund_reserved_minor = refund_reserved_minor + $4, version = version + 1
     WHERE store_id = $1 AND id = $2`,
    [storeId, refund.captureId, refunded, reserved],
  );
  await tx.rows(
    "UPDATE orders SET refunded_minor = refunded_minor + $3, refund_failed_minor = refund_failed_minor + $4 WHERE store_id = $1 AND id = $2",
    [storeId, refund.orderId, refunded, failed],
  );
  if (failed > 0n) await freezeDisputed(tx, { storeId, captureId: refund.captureId });
  const amount = toMoney(amountMinor, refund.currency);
  const gateway = attempt.gateway as GatewayName;
  if (money === "given_back")
    await recordLedger(tx, storeId, refund.orderId, refund.id, refundedEntries(amount, gateway));
  if (money === "returned")
    await recordLedger(tx, storeId, refund.orderId, refund.id, refundReturnedEntries(amount, gateway));
}
