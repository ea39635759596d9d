import { randomId } from "../random-id";
import type { AuthorizationRecord, CaptureRecord, DisputeRecord, OrderRecord, RefundRecord } from "./records";
import { renderAuthorization, renderCapture, renderDispute, renderOrder, renderRefund } from "./render";
import type { PaypalWorld } from "./world";

const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1000;
const FORGOTTEN_AT_ONCE = 20;

export function orderEvent(
  world: PaypalWorld,
  type: "CHECKOUT.ORDER.APPROVED" | "CHECKOUT.PAYMENT-APPROVAL.REVERSED",
  order: OrderRecord,
): void {
  emit(world, {
    type,
    resourceType: "checkout-order",
    summary: "An order has changed",
    resource: renderOrder(world, order),
  });
}

export function authorizationEvent(
  world: PaypalWorld,
  type: "CREATED" | "VOIDED",
  authorization: AuthorizationRecord,
): void {
  emit(world, {
    type: `PAYMENT.AUTHORIZATION.${type}`,
    resourceType: "authorization",
    summary: `A payment authorization was ${type.toLowerCase()}`,
    resource: renderAuthorization(world, authorization),
  });
}

export function captureEvent(
  world: PaypalWorld,
  type: "COMPLETED" | "PENDING" | "DECLINED",
  capture: CaptureRecord,
): void {
  emit(world, {
    type: `PAYMENT.CAPTURE.${type}`,
    resourceType: "capture",
    summary: `Payment ${type.toLowerCase()}`,
    resource: renderCapture(world, capture),
  });
}

export function refundEvent(
  world: PaypalWorld,
  type: "PAYMENT.CAPTURE.REFUNDED" | "PAYMENT.REFUND.PENDING" | "PAYMENT.REFUND.FAILED",
  refund: RefundRecord,
): void {
  emit(world, { type, resourceType: "refund", summary: "A refund has changed", resource: renderRefund(world, refund) });
}

export function disputeEvent(
  world: PaypalWorld,
  type: "CREATED" | "UPDATED" | "RESOLVED",
  dispute: DisputeRecord,
): void {
  emit(world, {
    type: `CUSTOMER.DISPUTE.${type}`,
    resourceType: "dispute",
    summary: `A dispute was ${type.toLowerCase()}`,
    resource: renderDispute(world, dispute),
  });
}

/** Records that something happened, with the object as it is at this moment, and has it sent out. */
function emit(
  world: PaypalWorld,
  event: { readonly type: string; readonly resourceType: string; readonly summary: string; readonly resource: unknown },
): void {
  const { id } = world.state.events.put({
    id: `WH-${randomId("", 17).toUpperCase()}-${randomId("", 17).toUpperCase()}`,
    createdMs: world.clock.nowMs(),
    resourceVersion: "2.0",
    ...event,
  });
  forgetOldEvents(world);
  world.announce(id);
}

function forgetOldEvents(world: PaypalWorld): void {
  const { events, undelivered } = world.state;
  const oldestKept = world.clock.nowMs() - KEPT_FOR_MS;
  for (let forgotten = 0; forgotten < FORGOTTEN_AT_ONCE; forgotten += 1) {
    const { oldest } = events;
    if (oldest === undefined || oldest.createdMs >= oldestKept || undelivered.get(oldest.id) !== undefined) return;
    events.delete(oldest.id);
  }
}
