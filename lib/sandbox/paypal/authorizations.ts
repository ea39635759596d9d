import { withAllowance } from "./amounts";
import { type Buyer, buyerOf } from "./buyers";
import { recordCapture } from "./captures";
import { noteCaptured } from "./disputes";
import { authorizationEvent, captureEvent } from "./events";
import { refusedBy, unprocessable } from "./paypal-error";
import type { Amount, AuthorizationRecord, CaptureRecord, OrderRecord } from "./records";
import { newId, type PaypalWorld } from "./world";

const DAY_MS = 24 * 60 * 60 * 1000;
/** For so long PayPal keeps the money back. */
const HONOUR_MS = 3 * DAY_MS;

export interface CaptureInput {
  readonly amount: Amount | null;
  readonly isFinal: boolean;
  readonly invoiceId: string | null;
}

export function captureAuthorization(
  world: PaypalWorld,
  authorization: AuthorizationRecord,
  input: CaptureInput,
): CaptureRecord {
  const { captures, orders, authorizations } = world.state;
  const amount = input.amount ?? authorization.amount;
  checkOpen(authorization);
  if (amount.currency !== authorization.amount.currency) throw unprocessable("AUTH_CAPTURE_CURRENCY_MISMATCH");
  const before = capturedUnits(world, authorization);
  if (before + amount.units > withAllowance(firstOf(world, authorization).amount))
    throw unprocessable("MAX_CAPTURE_AMOUNT_EXCEEDED");
  if (input.invoiceId !== null && [...captures.recordsOf("invoice", input.invoiceId)].length > 0)
    throw unprocessable("DUPLICATE_INVOICE_ID");
  const fault = world.faults.forMoney({
    gateway: "paypal",
    operation: "capture",
    paymentIntent: authorization.id,
    customer: null,
  });
  if (fault !== null) throw refusedCapture(world, authorization, fault);
  const buyer = buyerOf(authorization.buyer);
  checkFunds(world, authorization, buyer);
  const order = orders.get(authorization.order) as OrderRecord;
  const { isFinal, invoiceId } = input;
  const capture = recordCapture(world, { order, authorization: authorization.id, amount, isFinal, buyer, invoiceId });
  const isFull = before + amount.units >= authorization.amount.units;
  authorizations.put({
    ...authorization,
    status: isFull ? "CAPTURED" : "PARTIALLY_CAPTURED",
    isClosedByFinalCapture: isFinal,
    updatedMs: world.clock.nowMs(),
  });
  captureEvent(world, capture.status === "PENDING" ? "PENDING" : "COMPLETED", capture);
  noteCaptured(world, capture);
  return capture;
}

/** A new authorization in place of the first, from day 4 on, once, with three more days of honour but the same end. */
export function reauthorize(
  world: PaypalWorld,
  authorization: AuthorizationRecord,
  wanted: Amount | null,
): AuthorizationRecord {
  const amount = wanted ?? authorization.amount;
  const now = world.clock.nowMs();
  if (authorization.parent !== null || renewalOf(world, authorization) !== undefined)
    throw unprocessable("REAUTHORIZATION_NOT_SUPPORTED");
  checkOpen(authorization);
  if (amount.currency !== authorization.amount.currency) throw unprocessable("AUTH_CURRENCY_MISMATCH");
  if (amount.units > withAllowance(authorization.amount)) throw unprocessable("MAX_CAPTURE_AMOUNT_EXCEEDED");
  if (now < authorization.createdMs + HONOUR_MS) throw unprocessable("REAUTHORIZATION_TOO_SOON");
  const fault = world.faults.forMoney({
    gateway: "paypal",
    operation: "authorize",
    paymentIntent: authorization.id,
    customer: null,
  });
  if (fault !== null) throw refusedBy(fault.code);
  checkFunds(world, authorization, buyerOf(authorization.buyer));
  const renewed = world.state.authorizations.put({
    ...authorization,
    id: newId(),
    parent: authorization.id,
    amount,
    createdMs: now,
    updatedMs: now,
  });
  world.due.add({ atMs: renewed.expiresMs, kind: "authorization", id: renewed.id });
  authorizationEvent(world, "CREATED", renewed);
  return renewed;
}

/** Releases a hold with what was renewed from it. A renewal cannot be voided by itself. */
export function voidAuthorization(world: PaypalWorld, authorization: AuthorizationRecord): AuthorizationRecord {
  if (authorization.parent !== null) throw unprocessable("CANNOT_BE_VOIDED");
  const renewal = renewalOf(world, authorization);
  const isTaken = (each: AuthorizationRecord) => each.status === "CAPTURED" || each.isClosedByFinalCapture;
  if (isTaken(authorization) || (renewal !== undefined && isTaken(renewal))) throw unprocessable("PREVIOUSLY_CAPTURED");
  if (authorization.status === "VOIDED") throw unprocessable("PREVIOUSLY_VOIDED");
  if (renewal !== undefined) markVoided(world, renewal, false);
  return markVoided(world, authorization, false);
}

export function expireAuthorization(world: PaypalWorld, authorization: AuthorizationRecord): void {
  if (
    authorization.status === "CREATED" ||
    (authorization.status === "PARTIALLY_CAPTURED" && !authorization.isClosedByFinalCapture)
  )
    markVoided(world, authorization, true);
}

export function capturedUnits(world: PaypalWorld, authorization: AuthorizationRecord): number {
  const chain = [authorization.id, authorization.parent, renewalOf(world, authorization)?.id];
  return chain
    .filter((id): id is string => typeof id === "string")
    .flatMap((id) => [...world.state.captures.recordsOf("authorization", id)])
    .filter(({ status }) => status !== "DECLINED")
    .reduce((total, { amount }) => total + amount.units, 0);
}

export function renewalOf(world: PaypalWorld, { id, order }: AuthorizationRecord): AuthorizationRecord | undefined {
  return [...world.state.authorizations.recordsOf("order", order)].find(({ parent }) => parent === id);
}

function firstOf(world: PaypalWorld, authorization: AuthorizationRecord): AuthorizationRecord {
  return (
    (authorization.parent === null ? undefined : world.state.authorizations.get(authorization.parent)) ?? authorization
  );
}

function checkOpen(authorization: AuthorizationRecord): void {
  if (authorization.hasExpired) throw unprocessable("AUTHORIZATION_EXPIRED");
  if (authorization.status === "VOIDED") throw unprocessable("AUTHORIZATION_VOIDED");
  if (authorization.status === "CAPTURED" || authorization.isClosedByFinalCapture)
    throw unprocessable("AUTHORIZATION_ALREADY_CAPTURED");
}

/** After the honour period the payer may have spent the money. */
function checkFunds(world: PaypalWorld, { createdMs }: AuthorizationRecord, buyer: Buyer): void {
  if (buyer.isBrokeAfterHonour && world.clock.nowMs() >= createdMs + HONOUR_MS) throw unprocessable("PAYER_CANNOT_PAY");
}

function refusedCapture(
  world: PaypalWorld,
  authorization: AuthorizationRecord,
  fault: { readonly code: string; readonly releasesHold: boolean },
) {
  if (fault.releasesHold || fault.code === "AUTHORIZATION_EXPIRED")
    markVoided(world, authorization, fault.code === "AUTHORIZATION_EXPIRED");
  return refusedBy(fault.code);
}

/** PayPal tells of a hold that lapsed as of one that was voided; its own end says which it was. */
function markVoided(world: PaypalWorld, authorization: AuthorizationRecord, hasExpired: boolean): AuthorizationRecord {
  const now = world.clock.nowMs();
  const voided = world.state.authorizations.put({
    ...authorization,
    status: "VOIDED",
    hasExpired,
    updatedMs: now,
    ...(hasExpired && { expiresMs: Math.min(authorization.expiresMs, now) }),
  });
  authorizationEvent(world, "VOIDED", voided);
  return voided;
}
