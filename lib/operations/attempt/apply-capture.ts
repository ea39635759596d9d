import { recordAudit, recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { type LoadedOrder, loadLockedOrder } from "@/lib/db/stores/order-store";
import { loadRecoveryPolicy } from "@/lib/db/stores/recovery-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toDateOrNull, toMoney } from "@/lib/db/to-domain";
import { withCaptureSucceeded } from "@/lib/payments/after-capture";
import type { Authorization } from "@/lib/payments/authorization";
import type { AuthorizationStatus } from "@/lib/payments/authorization-state";
import {
  applyCaptureOutcome,
  type CaptureEffect,
  captureAfter,
  holdEventAfterCapture,
  invoiceAfter,
} from "@/lib/payments/capture-outcome";
import type { InvoiceStatus } from "@/lib/payments/capture-state";
import { invoiceRest } from "@/lib/payments/capturing";
import type { HouseReason } from "@/lib/payments/decline-reasons";
import type { CaptureFacts, GatewayName } from "@/lib/payments/gateway";
import type { Capture, Invoice } from "@/lib/payments/invoice";
import { capturedEntries, releasedEntries } from "@/lib/payments/ledger";
import { isPositive } from "@/lib/payments/money";
import { defaultRecoveryPolicy, type RecoveryPolicy, recommend } from "@/lib/payments/recovery";
import { triesBeforeGivingUp } from "@/lib/payments/recovery-rules";
import { sendWaitingRefunds, withdrawWaitingRefunds } from "../refund/waiting-refunds";
import type { AppliedAttempt } from "./applied-attempt";
import { eventData, holdColumnsAfter, keyOf, recordMethodFailure } from "./apply-authorize";
import { refundAfterStop } from "./refund-after-stop";
import { reopenOrCompleteLoaded } from "./reopen-or-complete";

/** A capture was asked for: all that one answer changes is written here together (P22 to P26, W05, W06). Answers the order as it then stands. */
export async function applyCapture(applied: AppliedAttempt<"capture">): Promise<LoadedOrder | undefined> {
  const { outcome, loaded, attempt } = applied;
  const hold = loaded.order.authorizations.find((each) => each.id === attempt.authorizationId);
  if (!hold) throw new Error(`attempt ${attempt.id} lost its hold`);
  return settleCapture(applied, outcome.kind === "succeeded" ? outcome.facts : null, {
    status: hold.status,
    capturedMinor: hold.captured.amountMinor,
    reservedMinor: hold.reserved.amountMinor,
    version: versionOf(applied, hold.id),
  });
}

/** The columns of a hold as they are at this point of the transaction. */
type HoldNow = Pick<RowOf<"authorizations">, "capturedMinor" | "reservedMinor" | "version"> & {
  readonly status: string;
};

export async function settleCapture(
  applied: AppliedAttempt,
  facts: CaptureFacts | null,
  holdNow: HoldNow,
): Promise<LoadedOrder | undefined> {
  const { tx, author, attempt, loaded, outcome } = applied;
  const parts = findParts(applied);
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
  await writeHold(applied, parts, holdNow, effect);
  const invoiceStatus = await writeInvoice(applied, parts, effect, failure);
  if (effect.isCaptured) await writeSuccess(applied, parts);
  else if (reason !== null) {
    await recordMethodFailure(applied, reason);
    await inspectHold(applied, parts);
  }
  // A refund that waits has its amount reserved on the capture.
  const hasRefunds = isPositive(parts.capture.refundReserved);
  if (effect.isCaptured && hasRefunds) await sendWaitingRefunds(tx, author, parts.capture.id);
  else if (effect.captureEvent === "capture_failed") await withdrawWaitingRefunds(tx, author, parts.capture.id);
  const isStopped = effect.isCaptured && loaded.order.isFraudStopped;
  if (isStopped)
    await refundAfterStop(applied, { storeId: attempt.storeId, orderId: attempt.orderId, id: parts.capture.id });
  await recordEvent(tx, author, attempt.orderId, effect.captureEvent, {
    ...eventData(applied),
    invoiceNumber: parts.invoice.invoiceNumber,
  });
  const isKnown = effect.isCaptured && attempt.operation === "capture" && !hasRefunds && !isStopped;
  const after = isKnown
    ? standAfter(applied, parts, invoiceStatus)
    : await loadLockedOrder(tx, attempt.storeId, attempt.orderId);
  return after && reopenOrCompleteLoaded(tx, author, after, loaded.order.status);
}

/** A refusal may have let the hold go, and that news may have come while the call was out, when it could not be followed: the gateway is asked (I11). */
async function inspectHold({ tx, attempt }: AppliedAttempt, { hold }: Parts): Promise<void> {
  if (attempt.operation !== "capture" || hold.gatewayReference === null) return;
  const payload = { storeId: attempt.storeId, gateway: attempt.gateway, reference: hold.gatewayReference };
  await tx.addJob("inspect_hold", payload, { key: `hold:${hold.id}` });
}

/** The order after what was just written, where a hold that lived gave its money and nothing else came of it. */
function standAfter(
  { tx, attempt, loaded }: AppliedAttempt,
  { capture }: Parts,
  invoiceStatus: InvoiceStatus,
): LoadedOrder {
  const order = withCaptureSucceeded(loaded.order, {
    attemptId: attempt.id,
    captureId: capture.id,
    invoiceStatus,
    isFinal: isFinal(attempt),
    now: tx.now,
  });
  return { ...loaded, order };
}

function isFinal(attempt: AppliedAttempt["attempt"]): boolean {
  return (attempt.request as { isFinal?: boolean }).isFinal ?? true;
}

type Parts = { readonly capture: Capture; readonly invoice: Invoice; readonly hold: Authorization };

/** What the attempt is about, as it was before the answer. The order's lock keeps it so. */
function findParts({ attempt, loaded }: AppliedAttempt): Parts {
  const capture = loaded.order.captures.find((each) => each.id === attempt.captureId);
  const invoice = loaded.order.invoices.find((each) => each.id === attempt.invoiceId);
  const hold = loaded.order.authorizations.find((each) => each.id === attempt.authorizationId);
  if (!capture || !invoice || !hold) throw new Error(`attempt ${attempt.id} lost its capture, invoice or hold`);
  return { capture, invoice, hold };
}

function versionOf({ loaded, attempt }: AppliedAttempt, id: string): number {
  const version = loaded.versions.get(id);
  if (version === undefined) throw new Error(`attempt ${attempt.id} is about ${id}, which its order does not have`);
  return version;
}

/** The row as it was loaded, and its next version. */
function conditional(applied: AppliedAttempt, id: string) {
  const version = versionOf(applied, id);
  return { where: { storeId: applied.attempt.storeId, id, version }, next: version + 1 };
}

async function writeCapture(
  applied: AppliedAttempt,
  { capture }: Parts,
  effect: CaptureEffect,
  facts: CaptureFacts | null,
): Promise<void> {
  const { tx } = applied;
  const status = effect.captureEvent && captureAfter(capture.status, effect.captureEvent);
  if (!status) return;
  const { where, next } = conditional(applied, capture.id);
  await tx.amend("captures", where, {
    status,
    version: next,
    ...(facts ? { gatewayReference: facts.captureReference } : {}),
    ...(effect.isCaptured ? { capturedAt: toDate(tx.now) } : {}),
  });
}

async function writeHold(
  { tx, attempt }: AppliedAttempt,
  { hold, capture }: Parts,
  now: HoldNow,
  effect: CaptureEffect,
): Promise<void> {
  const { amountMinor } = capture.amount;
  const event = effect.isCaptured ? holdEventAfterCapture(hold, capture.amount, isFinal(attempt)) : effect.holdEvent;
  const set = {
    ...(effect.releaseReservation && {
      capturedMinor: now.capturedMinor + (effect.isCaptured ? amountMinor : 0n),
      reservedMinor: now.reservedMinor - amountMinor,
    }),
    ...(event !== null && holdColumnsAfter(tx, now.status as AuthorizationStatus, event)),
  };
  if (Object.keys(set).length === 0) return;
  const where = { storeId: attempt.storeId, id: hold.id, version: now.version };
  await tx.amend("authorizations", where, { ...set, version: now.version + 1 });
  // A last capture lets go of what it does not take; a refusal that ends the hold, of all of it.
  const restMinor = hold.amount.amountMinor - (set.capturedMinor ?? now.capturedMinor);
  if (event !== null && now.status === "authorized" && restMinor > 0n)
    await recordLedger(
      tx,
      attempt.storeId,
      attempt.orderId,
      hold.id,
      releasedEntries(toMoney(restMinor, hold.amount.currency), hold.gateway),
    );
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

/** Answers the status that the invoice now has. */
async function writeInvoice(
  applied: AppliedAttempt,
  parts: Parts,
  effect: CaptureEffect,
  failure: JudgedFailure | null,
): Promise<InvoiceStatus> {
  const { tx, outcome, loaded, attempt } = applied;
  const { invoice, capture, hold } = parts;
  const { amountMinor } = capture.amount;
  const status =
    effect.invoiceEvent === null
      ? invoice.status
      : (invoiceAfter(invoice.status, effect.invoiceEvent) ?? invoice.status);
  const { where, next } = conditional(applied, invoice.id);
  const set: Partial<RowOf<"invoices">> = { status, version: next };
  if (effect.releaseReservation) set.reservedMinor = invoice.reserved.amountMinor - amountMinor;
  if (effect.isCaptured) {
    Object.assign(set, {
      capturedMinor: invoice.captured.amountMinor + amountMinor,
      captureId: capture.id,
      lastReason: null,
      nextStep: null,
      nextAttemptAt: null,
    });
    if (status === "captured") set.paidAt = toDate(tx.now);
  } else if ("reason" in outcome) {
    const advice = recommend({
      order: loaded.order,
      invoice: { ...invoice, status },
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
    await tx.amend("attempts", keyOf(attempt), {
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
  await tx.amend("invoices", where, set);
  return status;
}

/** Order, release, books and audit for money that really came in. */
async function writeSuccess(applied: AppliedAttempt, { capture, invoice, hold }: Parts): Promise<void> {
  const { tx, author, attempt, loaded } = applied;
  const { storeId, orderId } = attempt;
  const capturedMinor = loaded.row.capturedMinor + capture.amount.amountMinor;
  await tx.amend("orders", keyOf(loaded.row), { capturedMinor });
  await tx.amend("releases", { storeId, orderId, releaseNo: invoice.releaseNo }, { captureDate: toDate(tx.now) });
  await recordLedger(tx, storeId, orderId, capture.id, capturedEntries(capture.amount, hold.gateway));
  await recordAudit(tx, author, {
    action: "payment.captured",
    subjectKind: "capture",
    subjectId: capture.id,
    orderId,
    before: { capturedMinor: loaded.row.capturedMinor.toString() },
    after: { capturedMinor: capturedMinor.toString(), attemptId: attempt.id },
  });
}
