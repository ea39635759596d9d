import { recordAudit, recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { loadRecoveryPolicy } from "@/lib/db/stores/recovery-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toDateOrNull, toMoney } from "@/lib/db/to-domain";
import type { Authorization } from "@/lib/payments/authorization";
import {
  applyCaptureOutcome,
  type CaptureEffect,
  captureAfter,
  holdEventAfterCapture,
  invoiceAfter,
} from "@/lib/payments/capture-outcome";
import type { CaptureStatus, InvoiceStatus } from "@/lib/payments/capture-state";
import { invoiceRest } from "@/lib/payments/capturing";
import type { HouseReason } from "@/lib/payments/decline-reasons";
import type { CaptureFacts, GatewayName } from "@/lib/payments/gateway";
import type { Capture, Invoice } from "@/lib/payments/invoice";
import { capturedEntries } from "@/lib/payments/ledger";
import { defaultRecoveryPolicy, type RecoveryPolicy, recommend } from "@/lib/payments/recovery";
import { triesBeforeGivingUp } from "@/lib/payments/recovery-rules";
import { sendWaitingRefunds, withdrawWaitingRefunds } from "../refund/waiting-refunds";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData, keyOf, loadHold, moveHold, recordMethodFailure } from "./apply-authorize";
import { refundAfterStop } from "./refund-after-stop";
import { reopenOrComplete } from "./reopen-or-complete";

/** A capture was asked for: all that one answer changes is written here together (P22 to P26, W05, W06). */
export async function applyCapture(applied: AppliedAttempt<"capture">): Promise<void> {
  const { outcome } = applied;
  await settleCapture(applied, outcome.kind === "succeeded" ? outcome.facts : null);
}

export async function settleCapture(applied: AppliedAttempt, facts: CaptureFacts | null): Promise<void> {
  const { tx, author, attempt, loaded, outcome } = applied;
  const parts = await loadParts(applied);
  const reason = "reason" in outcome ? outcome.reason : null;
  const failure = reason === null ? null : await judgeFailure(applied, parts, reason);
  const effect = applyCaptureOutcome(parts.invoice, parts.capture, outcome.kind, reason, failure?.triesAllowed);
  if (effect.isContradiction) {
    await recordEvent(tx, author, attempt.orderId, "contradiction_found", {
      ...eventData(applied),
      captureStatus: parts.capture.status,
    });
    return;
  }
  if (effect.captureEvent === null) return;
  await writeCapture(applied, parts, effect, facts);
  await writeHold(applied, parts, effect);
  await writeInvoice(applied, parts, effect, failure);
  if (effect.isCaptured) await writeSuccess(applied, parts);
  else if (reason !== null) await recordMethodFailure(applied, reason);
  if (effect.isCaptured) await sendWaitingRefunds(tx, author, parts.capture.id);
  else if (effect.captureEvent === "capture_failed") await withdrawWaitingRefunds(tx, author, parts.capture.id);
  if (effect.isCaptured && loaded.order.isFraudStopped) await refundAfterStop(applied, parts.captureRow);
  await recordEvent(tx, author, attempt.orderId, effect.captureEvent, {
    ...eventData(applied),
    invoiceNumber: parts.invoice.invoiceNumber,
  });
  await reopenOrComplete(tx, author, {
    storeId: attempt.storeId,
    orderId: attempt.orderId,
    before: loaded.row.status,
  });
}

type Parts = {
  readonly captureRow: RowOf<"captures">;
  readonly invoiceRow: RowOf<"invoices">;
  readonly holdRow: RowOf<"authorizations">;
  readonly capture: Capture;
  readonly invoice: Invoice;
  readonly hold: Authorization;
};

async function loadParts(applied: AppliedAttempt): Promise<Parts> {
  const { tx, attempt, loaded } = applied;
  const { storeId } = attempt;
  const [captureRow] = await tx.select("captures", { storeId, id: attempt.captureId ?? "" }, { lock: true });
  const [invoiceRow] = await tx.select("invoices", { storeId, id: attempt.invoiceId ?? "" }, { lock: true });
  const holdRow = await loadHold(applied);
  const capture = loaded.order.captures.find((each) => each.id === attempt.captureId);
  const invoice = loaded.order.invoices.find((each) => each.id === attempt.invoiceId);
  const hold = loaded.order.authorizations.find((each) => each.id === attempt.authorizationId);
  if (!captureRow || !invoiceRow || !capture || !invoice || !hold)
    throw new Error(`attempt ${attempt.id} lost its capture, invoice or hold`);
  return { captureRow, invoiceRow, holdRow, capture, invoice, hold };
}

async function writeCapture(
  applied: AppliedAttempt,
  { captureRow }: Parts,
  effect: CaptureEffect,
  facts: CaptureFacts | null,
): Promise<void> {
  const { tx } = applied;
  const status = effect.captureEvent && captureAfter(captureRow.status as CaptureStatus, effect.captureEvent);
  if (!status) return;
  await tx.update(
    "captures",
    { ...keyOf(captureRow), version: captureRow.version },
    {
      status,
      version: captureRow.version + 1,
      ...(facts ? { gatewayReference: facts.captureReference } : {}),
      ...(effect.isCaptured ? { capturedAt: toDate(tx.now) } : {}),
    },
  );
}

async function writeHold(
  applied: AppliedAttempt,
  { captureRow, holdRow, hold, capture }: Parts,
  effect: CaptureEffect,
): Promise<void> {
  const { tx, attempt } = applied;
  if (effect.releaseReservation) {
    const capturedMinor = holdRow.capturedMinor + (effect.isCaptured ? captureRow.amountMinor : 0n);
    const reservedMinor = holdRow.reservedMinor - captureRow.amountMinor;
    await tx.update(
      "authorizations",
      { ...keyOf(holdRow), version: holdRow.version },
      { capturedMinor, reservedMinor, version: holdRow.version + 1 },
    );
    holdRow.version += 1;
  }
  const isFinal = (attempt.request as { isFinal?: boolean }).isFinal ?? true;
  const event = effect.isCaptured ? holdEventAfterCapture(hold, capture.amount, isFinal) : effect.holdEvent;
  if (event !== null) await moveHold(tx, holdRow, event);
}

type JudgedFailure = { readonly policy: RecoveryPolicy; readonly triesAllowed: number };

/** The store's rules, asked what this refusal is worth: how many tries, and below what comes next. */
async function judgeFailure(
  { tx, loaded, attempt, outcome }: AppliedAttempt,
  { invoice, hold }: Parts,
  reason: HouseReason,
): Promise<JudgedFailure> {
  const policy = await loadRecoveryPolicy(tx, loaded.row);
  const method = loaded.order.methods.find((each) => each.id === hold.paymentMethodId);
  const triesAllowed = triesBeforeGivingUp(policy.rules, {
    reason,
    gateway: attempt.gateway as GatewayName,
    rawCode: outcome.exchange.rawCode,
    methodKind: method?.kind ?? null,
    segment: policy.segment,
    attemptNo: attempt.attemptNo,
    amount: invoiceRest(invoice),
  });
  return { policy, triesAllowed };
}

async function writeInvoice(
  applied: AppliedAttempt,
  parts: Parts,
  effect: CaptureEffect,
  failure: JudgedFailure | null,
): Promise<void> {
  const { tx, outcome, loaded, attempt } = applied;
  const { invoiceRow, captureRow, invoice, hold } = parts;
  const status =
    effect.invoiceEvent === null
      ? invoice.status
      : (invoiceAfter(invoice.status as InvoiceStatus, effect.invoiceEvent) ?? invoice.status);
  const set: Partial<RowOf<"invoices">> = { status, version: invoiceRow.version + 1 };
  if (effect.releaseReservation) set.reservedMinor = invoiceRow.reservedMinor - captureRow.amountMinor;
  if (effect.isCaptured) {
    Object.assign(set, {
      capturedMinor: invoiceRow.capturedMinor + captureRow.amountMinor,
      captureId: captureRow.id,
      lastReason: null,
      nextStep: null,
      nextAttemptAt: null,
    });
    if (status === "captured") set.paidAt = toDate(tx.now);
  } else if ("reason" in outcome) {
    const advice = recommend({
      order: loaded.order,
      invoice: { ...invoice, status: status as InvoiceStatus },
      reason: outcome.reason,
      rawCode: outcome.exchange.rawCode,
      gateway: attempt.gateway as GatewayName,
      methodKind: loaded.order.methods.find((each) => each.id === hold.paymentMethodId)?.kind ?? null,
      amount: invoiceRest(invoice),
      holdStatus:
        effect.holdEvent === "expired" ? "expired" : effect.holdEvent === "void_succeeded" ? "voided" : hold.status,
      attemptNo: attempt.attemptNo,
      policy: failure?.policy ?? defaultRecoveryPolicy,
      canUseSavedInstrument: true,
      isFraudStopped: loaded.order.isFraudStopped,
      now: tx.now,
    });
    await tx.update("attempts", keyOf(attempt), {
      nextStep: advice.step,
      ruleVersion: failure?.policy.rules.version ?? null,
      ruleName: advice.rule?.name ?? null,
    });
    Object.assign(set, {
      lastReason: outcome.reason,
      lastRawCode: outcome.exchange.rawCode,
      lastRawMessage: outcome.exchange.rawMessage,
      lastFailedAt: toDate(tx.now),
      triesAllowed: Math.max(1, failure?.triesAllowed ?? 1),
      nextStep: advice.step,
      nextAttemptAt: advice.isAutomatic ? toDateOrNull(advice.notBefore) : null,
    });
  }
  await tx.update("invoices", { ...keyOf(invoiceRow), version: invoiceRow.version }, set);
}

/** Order, release, books and audit for money that really came in. */
async function writeSuccess(applied: AppliedAttempt, { captureRow, invoiceRow, holdRow }: Parts): Promise<void> {
  const { tx, author, attempt, loaded } = applied;
  const { storeId, orderId } = attempt;
  await tx.update(
    "orders",
    { storeId, id: orderId },
    { capturedMinor: loaded.row.capturedMinor + captureRow.amountMinor },
  );
  await tx.update("releases", { storeId, orderId, releaseNo: invoiceRow.releaseNo }, { captureDate: toDate(tx.now) });
  const amount = toMoney(captureRow.amountMinor, captureRow.currency);
  await recordLedger(tx, storeId, orderId, captureRow.id, capturedEntries(amount, holdRow.gateway as GatewayName));
  await recordAudit(tx, author, {
    action: "payment.captured",
    subjectKind: "capture",
    subjectId: captureRow.id,
    orderId,
    before: { capturedMinor: loaded.row.capturedMinor.toString() },
    after: { capturedMinor: (loaded.row.capturedMinor + captureRow.amountMinor).toString(), attemptId: attempt.id },
  });
}
