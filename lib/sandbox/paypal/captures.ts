import { type Buyer, buyerOf } from "./buyers";
import { checkRefundable } from "./disputes";
import { captureEvent, refundEvent } from "./events";
import { refusedBy, unprocessable } from "./paypal-error";
import type { Amount, CaptureRecord, OrderRecord, RefundRecord } from "./records";
import { newId, type PaypalWorld } from "./world";

/** How long PayPal looks at a capture, or a bank takes over a refund, in the sandbox. */
const RESOLVES_AFTER_MS = 2 * 60 * 1000;

export interface NewCapture {
  readonly order: OrderRecord;
  readonly authorization: string | null;
  readonly amount: Amount;
  readonly isFinal: boolean;
  readonly buyer: Buyer;
  readonly invoiceId: string | null;
}

export function recordCapture(world: PaypalWorld, { order, buyer, ...input }: NewCapture): CaptureRecord {
  const now = world.clock.nowMs();
  const resolvesMs = buyer.review === undefined ? null : now + RESOLVES_AFTER_MS;
  const capture = world.state.captures.put({
    ...input,
    id: newId(),
    createdMs: now,
    updatedMs: now,
    order: order.id,
    status: buyer.review === undefined ? "COMPLETED" : "PENDING",
    buyer: buyer.key,
    customId: order.customId,
    resolvesMs,
    resolvesTo: buyer.review ?? null,
  });
  if (resolvesMs !== null) world.due.add({ atMs: resolvesMs, kind: "capture", id: capture.id });
  return capture;
}

/** PayPal has made up its mind about a capture. One that is declined took nothing. */
export function resolveCapture(world: PaypalWorld, capture: CaptureRecord): void {
  if (capture.resolvesTo === null) return;
  const resolved = world.state.captures.put({
    ...capture,
    status: capture.resolvesTo,
    resolvesMs: null,
    resolvesTo: null,
    updatedMs: world.clock.nowMs(),
  });
  captureEvent(world, capture.resolvesTo, resolved);
}

export interface RefundInput {
  readonly amount: Amount | null;
  readonly customId: string | null;
  readonly invoiceId: string | null;
  readonly note: string | null;
}

export function refundCapture(world: PaypalWorld, capture: CaptureRecord, input: RefundInput): RefundRecord {
  const rest = capture.amount.units - refundedUnits(world, capture);
  const amount = input.amount ?? { ...capture.amount, units: rest };
  if (capture.status === "PENDING") throw unprocessable("PENDING_CAPTURE");
  if (capture.status === "DECLINED") throw unprocessable("REFUND_NOT_ALLOWED");
  if (rest === 0) throw unprocessable("CAPTURE_FULLY_REFUNDED");
  if (amount.currency !== capture.amount.currency) throw unprocessable("REFUND_CAPTURE_CURRENCY_MISMATCH");
  if (amount.units > rest) throw unprocessable("REFUND_AMOUNT_EXCEEDED");
  checkRefundable(world, capture, amount.units < capture.amount.units);
  const fault = world.faults.forMoney({
    gateway: "paypal",
    operation: "refund",
    paymentIntent: capture.authorization ?? capture.order,
    customer: null,
  });
  if (fault !== null) throw refusedBy(fault.code);
  const now = world.clock.nowMs();
  const fate = buyerOf(capture.buyer).refund ?? null;
  const refund = world.state.refunds.put({
    ...input,
    id: newId(),
    createdMs: now,
    updatedMs: now,
    order: capture.order,
    capture: capture.id,
    amount,
    status: fate === null ? "COMPLETED" : "PENDING",
    resolvesMs: fate === null ? null : now + RESOLVES_AFTER_MS,
    resolvesTo: fate,
  });
  if (refund.resolvesMs !== null) world.due.add({ atMs: refund.resolvesMs, kind: "refund", id: refund.id });
  restate(world, capture);
  refundEvent(world, fate === null ? "PAYMENT.CAPTURE.REFUNDED" : "PAYMENT.REFUND.PENDING", refund);
  return refund;
}

/** The bank has taken over a refund, or sent it back: then it can be refunded again. */
export function resolveRefund(world: PaypalWorld, refund: RefundRecord): void {
  if (refund.resolvesTo === null) return;
  const status = refund.resolvesTo;
  const resolved = world.state.refunds.put({
    ...refund,
    status,
    resolvesMs: null,
    resolvesTo: null,
    updatedMs: world.clock.nowMs(),
  });
  const capture = world.state.captures.get(refund.capture);
  if (capture !== undefined) restate(world, capture);
  refundEvent(world, status === "FAILED" ? "PAYMENT.REFUND.FAILED" : "PAYMENT.CAPTURE.REFUNDED", resolved);
}

/** Money given back or on its way. */
export function refundedUnits(world: PaypalWorld, capture: CaptureRecord): number {
  return [...world.state.refunds.recordsOf("capture", capture.id)]
    .filter(({ status }) => status !== "FAILED")
    .reduce((total, { amount }) => total + amount.units, 0);
}

function restate(world: PaypalWorld, capture: CaptureRecord): void {
  const refunded = refundedUnits(world, capture);
  const status = refunded === 0 ? "COMPLETED" : refunded < capture.amount.units ? "PARTIALLY_REFUNDED" : "REFUNDED";
  world.state.captures.put({ ...capture, status, updatedMs: world.clock.nowMs() });
}
