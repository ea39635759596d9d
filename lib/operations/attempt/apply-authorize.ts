import { recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { loadWindows } from "@/lib/db/stores/window-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate, toDateOrNull, toMoney } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import {
  type AuthorizationEvent,
  type AuthorizationStatus,
  authorizationEnds,
} from "@/lib/payments/authorization-state";
import { endlessHold, holdEnds } from "@/lib/payments/authorization-window";
import { applyAuthorizeOutcome, authorizationAfter } from "@/lib/payments/authorizing";
import type { AuthorizationFacts, GatewayName, Initiator, InstrumentFacts, MethodKind } from "@/lib/payments/gateway";
import { authorizedEntries } from "@/lib/payments/ledger";
import { releaseUnneededHolds, reverseHold } from "../authorization/release-unneeded-holds";
import { confirmWhenCovered } from "../order/confirm-when-covered";
import type { AppliedAttempt } from "./applied-attempt";

/** A hold was asked for: it lives, was refused, or is not known yet. */
export async function applyAuthorize(applied: AppliedAttempt<"authorize" | "renew">): Promise<void> {
  const { tx, author, attempt, outcome } = applied;
  const hold = await loadHold(applied);
  const status = hold.status as AuthorizationStatus;
  const event = applyAuthorizeOutcome(status, outcome.kind);
  if (event !== null) {
    if (outcome.kind === "succeeded") await recordHold(applied, hold, outcome.facts);
    else await moveHold(tx, hold, event);
    await recordEvent(tx, author, attempt.orderId, event, eventData(applied));
  }
  if (outcome.kind === "declined" || outcome.kind === "rejected") await recordMethodFailure(applied, outcome.reason);
  if (outcome.kind === "succeeded") await releaseAfterSuccess(applied, hold.id);
  await afterAuthorize(applied);
}

/** Moves a hold along its table; answers false where the event is old news. */
export async function moveHold(tx: Tx, hold: RowOf<"authorizations">, event: AuthorizationEvent): Promise<boolean> {
  const columns = holdColumnsAfter(tx, hold.status as AuthorizationStatus, event);
  if (!columns) return false;
  const where = { ...keyOf(hold), version: hold.version };
  return (await tx.update("authorizations", where, { ...columns, version: hold.version + 1 })) === 1;
}

/** What an event makes of a hold's row; undefined where it is old news. */
export function holdColumnsAfter(
  tx: Pick<Tx, "now">,
  status: AuthorizationStatus,
  event: AuthorizationEvent,
): { status: AuthorizationStatus; endedAt?: Date } | undefined {
  const after = authorizationAfter(status, event);
  if (after === undefined) return undefined;
  const isEnd = (authorizationEnds as readonly string[]).includes(after);
  return { status: after, ...(isEnd ? { endedAt: toDate(tx.now) } : {}) };
}

/** The hold as the gateway granted it: its end from the gateway, else from a window, else the house default (H18, H19). */
export async function recordHold(
  applied: AppliedAttempt,
  hold: RowOf<"authorizations">,
  facts: AuthorizationFacts,
): Promise<void> {
  const { tx, author, loaded } = applied;
  const [method] = await tx.select("order_payment_methods", { storeId: hold.storeId, id: hold.paymentMethodId });
  if (!method) throw new Error(`hold ${hold.id} has no payment method`);
  const brand = facts.instrument?.brand ?? method.brand;
  const ends = facts.isEndless
    ? endlessHold
    : holdEnds({
        gatewayExpiresAt: facts.expiresAt,
        gatewayGuaranteedUntil: facts.guaranteedUntil,
        authorizedAt: tx.now,
        gateway: hold.gateway as GatewayName,
        methodKind: method.kind as MethodKind,
        brand,
        initiator: hold.initiator as Initiator,
        windows: await loadWindows(tx, hold.storeId),
      });
  await tx.update("authorizations", keyOf(hold), {
    status: "authorized",
    gatewayReference: facts.authorizationReference,
    authorizedAt: toDate(tx.now),
    expiresAt: toDateOrNull(ends.expiresAt),
    expirySource: ends.source,
    guaranteedUntil: toDateOrNull(ends.guaranteedUntil),
    canCaptureAgain: facts.canCaptureAgain ?? false,
    canIncrease: facts.canIncrease ?? false,
    version: hold.version + 1,
  });
  // A way to pay that was still to be given on the gateway's page is given with its first hold.
  if (method.suspendedBy === "hosted_page")
    await tx.update("order_payment_methods", keyOf(method), { status: "active", suspendedBy: null });
  await rememberInstrument(applied, method, facts.instrument);
  await recordLedger(
    tx,
    author.storeId,
    loaded.row.id,
    hold.id,
    authorizedEntries(toMoney(hold.amountMinor, hold.currency), hold.gateway as GatewayName),
  );
}

export async function loadHold({ tx, attempt }: AppliedAttempt): Promise<RowOf<"authorizations">> {
  const [hold] = await tx.select(
    "authorizations",
    { storeId: attempt.storeId, id: attempt.authorizationId ?? "" },
    { lock: true },
  );
  if (!hold) throw new Error(`attempt ${attempt.id} has no hold`);
  return hold;
}

export function keyOf(row: { storeId: string; id: string }) {
  return { storeId: row.storeId, id: row.id };
}

export function eventData({ attempt, outcome }: AppliedAttempt): object {
  return {
    attemptId: attempt.id,
    operation: attempt.operation,
    attemptNo: attempt.attemptNo,
    amountMinor: attempt.amountMinor.toString(),
    currency: attempt.currency,
    paymentMethodId: attempt.paymentMethodId,
    invoiceId: attempt.invoiceId,
    ...("reason" in outcome ? { reason: outcome.reason } : {}),
    rawCode: outcome.exchange.rawCode,
    rawMessage: outcome.exchange.rawMessage,
  };
}

export async function recordMethodFailure({ tx, attempt, outcome }: AppliedAttempt, reason: string): Promise<void> {
  if (!attempt.paymentMethodId) return;
  await tx.update(
    "order_payment_methods",
    { storeId: attempt.storeId, id: attempt.paymentMethodId },
    { lastReason: reason, lastRawCode: outcome.exchange.rawCode, lastFailedAt: new Date(tx.now) },
  );
}

/** What the gateway tells about the card (brand, last four, expiry, fingerprint) belongs to the method; a number never comes. */
async function rememberInstrument(
  { tx, attempt }: AppliedAttempt,
  method: RowOf<"order_payment_methods">,
  facts: InstrumentFacts | null,
): Promise<void> {
  if (!facts) return;
  const { token, customerToken, brand, last4, expiryMonth, expiryYear, fingerprint } = facts;
  const known = {
    token,
    customerToken: customerToken ?? method.customerToken,
    brand,
    last4,
    expiryMonth,
    expiryYear,
    fingerprint,
  };
  await tx.update("order_payment_methods", keyOf(method), { ...known, lastReason: null, lastRawCode: null });
  if (fingerprint) await tx.update("attempts", keyOf(attempt), { fingerprint });
}

/**
 * A new hold may end others, or be unwanted itself: what it replaced is released, and so is a hold that came in for an order which was cancelled,
 * replaced or stopped for fraud while the gateway was asked (I8, I9, I14, X04).
 */
async function releaseAfterSuccess({ tx, author, attempt }: AppliedAttempt, holdId: string): Promise<void> {
  const loaded = await loadOrderForChange(tx, attempt.storeId, attempt.orderId);
  const hold = loaded?.order.authorizations.find((each) => each.id === holdId);
  if (!loaded || !hold) return;
  const scope = { tx, author, order: loaded.order };
  if (loaded.order.isFraudStopped) await reverseHold(scope, hold);
  else await releaseUnneededHolds(scope);
}

/** Whoever waits for this hold goes on: the confirmation of a draft, or the customer's approval. */
async function afterAuthorize(applied: AppliedAttempt): Promise<void> {
  const { tx, attempt } = applied;
  if (attempt.approvalRequestId) {
    await tx.addJob(
      "advance_approval",
      { storeId: attempt.storeId, approvalRequestId: attempt.approvalRequestId },
      { key: `approval:${attempt.approvalRequestId}` },
    );
  } else await confirmWhenCovered(applied);
}
