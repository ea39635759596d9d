import { randomId } from "../random-id";
import { emit } from "./events";
import { changed } from "./intent-change";
import type { ChargeRecord, IntentCancellationReason, PaymentIntentRecord, RefundRecord } from "./records";
import type { StripeWorld } from "./world";

/**
 * Gives free what was held and not captured. Stripe shows this as a refund of that part, on the charge and in the list of
 * refunds, although no money went back: such a refund has no balance transaction and its destination is a reversal.
 */
export function releaseRest(world: StripeWorld, charge: ChargeRecord, reason: RefundRecord["reason"]): ChargeRecord {
  const rest = charge.amount - charge.amountCaptured - charge.amountReleased;
  if (rest <= 0) return charge;
  const released = world.state.charges.put({
    ...charge,
    amountRefunded: charge.amountRefunded + rest,
    amountReleased: charge.amountReleased + rest,
  });
  world.state.refunds.put({
    id: randomId("re_", 24),
    created: world.clock.nowSeconds(),
    amount: rest,
    balanceTransaction: null,
    charge: charge.id,
    currency: charge.currency,
    customer: charge.customer,
    failureReason: null,
    isRelease: true,
    metadata: {},
    paymentIntent: charge.paymentIntent,
    paymentMethod: charge.paymentMethod,
    reason,
    resolvesAt: null,
    resolvesTo: null,
    status: "succeeded",
  });
  emit(world, reason === "expired_uncaptured_charge" ? "charge.expired" : "charge.refunded", "charge", released);
  return released;
}

/** Ends an intent: releases what it holds. Money captured before stays, and then the intent counts as succeeded. */
export function cancelIntent(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  reason: IntentCancellationReason | null,
): PaymentIntentRecord {
  const charge = intent.latestCharge === null ? undefined : world.state.charges.get(intent.latestCharge);
  if (intent.status === "requires_capture" && charge !== undefined) releaseRest(world, charge, null);
  return close(world, intent, reason);
}

export function expireHold(world: StripeWorld, intent: PaymentIntentRecord, charge: ChargeRecord): PaymentIntentRecord {
  releaseRest(world, { ...charge, hasExpired: true }, "expired_uncaptured_charge");
  return close(world, intent, "expired");
}

function close(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  reason: IntentCancellationReason | null,
): PaymentIntentRecord {
  if (intent.amountReceived > 0) {
    const settled = changed(world, { ...intent, amountCapturable: 0, status: "succeeded" });
    emit(world, "payment_intent.succeeded", "payment_intent", settled);
    return settled;
  }
  const canceled = changed(world, {
    ...intent,
    amountCapturable: 0,
    canceledAt: world.clock.nowSeconds(),
    cancellationReason: reason,
    challenge: null,
    status: "canceled",
  });
  emit(world, "payment_intent.canceled", "payment_intent", canceled);
  return canceled;
}
