import { noteCaptured } from "./capture";
import { type CardBehaviour, testCardByToken } from "./card-numbers";
import { newCharge } from "./charge-card";
import { blockedByRadar, type Decline, declineOf } from "./decline-codes";
import { emit } from "./events";
import { changed } from "./intent-change";
import type { OutcomeRecord, PaymentIntentRecord, PaymentMethodRecord } from "./records";
import { cardError, errorOfDecline } from "./stripe-error";
import type { StripeWorld } from "./world";

/** Stripe does not tell its own limit. */
const MAX_CONFIRMATIONS = 20;

export interface Confirmation {
  readonly isOffSession: boolean;
  readonly isMoto: boolean;
  readonly isAuthenticated: boolean;
  readonly failsOnAction: boolean;
  readonly returnUrl: string | null;
}

/** One try to charge or hold: succeeds, asks the cardholder to authenticate, or throws the card error after recording it. */
export function attemptPayment(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  confirmation: Confirmation,
): PaymentIntentRecord {
  if (intent.confirmations >= MAX_CONFIRMATIONS) return giveUp(world, intent);
  const tried: PaymentIntentRecord = {
    ...intent,
    challenge: null,
    confirmations: intent.confirmations + 1,
    lastError: null,
    paymentMethod: method.id,
  };
  const { behaviour } = testCardByToken(method.card.token) ?? PLAIN;
  const decline = findDecline(world, tried, method, behaviour, confirmation);
  if (decline !== null) return refuse(world, tried, method, decline, confirmation);
  if (!needsAuthentication(behaviour, method, confirmation))
    return accept(world, tried, method, behaviour, confirmation);
  if (confirmation.isOffSession || confirmation.failsOnAction) {
    return refuse(world, tried, method, declineOf("authentication_required", method.card.brand), confirmation);
  }
  const waiting = changed(world, {
    ...tried,
    status: "requires_action",
    challenge: { returnUrl: confirmation.returnUrl, isRedirect: confirmation.returnUrl !== null },
  });
  emit(world, "payment_intent.requires_action", "payment_intent", waiting);
  return waiting;
}

const PLAIN: { readonly behaviour: CardBehaviour } = { behaviour: {} };

function giveUp(world: StripeWorld, intent: PaymentIntentRecord): PaymentIntentRecord {
  const canceled = changed(world, {
    ...intent,
    status: "canceled",
    canceledAt: world.clock.nowSeconds(),
    cancellationReason: "automatic",
  });
  emit(world, "payment_intent.canceled", "payment_intent", canceled);
  return canceled;
}

function findDecline(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  behaviour: CardBehaviour,
  confirmation: Confirmation,
): Decline | null {
  const { brand } = method.card;
  const fault = world.faults.forMoney({
    gateway: "stripe",
    operation: "authorize",
    paymentIntent: intent.id,
    customer: intent.customer,
  });
  if (fault !== null) return declineOf(fault.declineCode ?? fault.code, brand);
  if (behaviour.isBlocked) return blockedByRadar();
  const code = behaviour.declines ?? behaviour.declinesWhenCharged;
  if (code !== undefined) return declineOf(code, brand);
  if (isPastExpiry(world, method)) return declineOf("expired_card", brand);
  const afterwards = confirmation.isAuthenticated ? behaviour.declinesAfterAuthentication : undefined;
  return afterwards === undefined ? null : declineOf(afterwards, brand);
}

function isPastExpiry(world: StripeWorld, { card }: PaymentMethodRecord): boolean {
  return world.clock.nowMs() >= Date.UTC(card.expYear, card.expMonth, 1);
}

function needsAuthentication(
  behaviour: CardBehaviour,
  method: PaymentMethodRecord,
  confirmation: Confirmation,
): boolean {
  if (behaviour.threeDSecure === undefined || confirmation.isAuthenticated || confirmation.isMoto) return false;
  const isExempt = behaviour.threeDSecure === "unless_set_up" && confirmation.isOffSession && method.isSetUpOffSession;
  return !isExempt;
}

function refuse(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  decline: Decline,
  confirmation: Confirmation,
): never {
  const charge = world.state.charges.put(
    newCharge(world, intent, method, { ...confirmation, decline, outcome: refusal(decline) }),
  );
  const error = errorOfDecline(decline, { charge: charge.id, paymentMethod: method });
  const refused = changed(world, {
    ...intent,
    lastError: error,
    latestCharge: charge.id,
    paymentMethod: null,
    status: "requires_payment_method",
  });
  emit(world, "charge.failed", "charge", charge);
  emit(world, "payment_intent.payment_failed", "payment_intent", refused);
  throw cardError(error, { intent: refused });
}

function accept(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  behaviour: CardBehaviour,
  confirmation: Confirmation,
): PaymentIntentRecord {
  const outcome = approval(behaviour.hasElevatedRisk === true);
  const charge = world.state.charges.put(newCharge(world, intent, method, { ...confirmation, decline: null, outcome }));
  keepForLater(world, intent, method, confirmation);
  emit(world, "charge.succeeded", "charge", charge);
  if (charge.isCaptured) {
    const paid = changed(world, {
      ...intent,
      amountReceived: charge.amount,
      latestCharge: charge.id,
      status: "succeeded",
    });
    emit(world, "payment_intent.succeeded", "payment_intent", paid);
    noteCaptured(world, paid, charge);
    return paid;
  }
  const held = changed(world, {
    ...intent,
    amountCapturable: charge.amount,
    latestCharge: charge.id,
    status: "requires_capture",
  });
  if (charge.captureBefore !== null) world.due.add({ atMs: charge.captureBefore * 1000, kind: "hold", id: charge.id });
  emit(world, "payment_intent.amount_capturable_updated", "payment_intent", held);
  return held;
}

function keepForLater(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  method: PaymentMethodRecord,
  confirmation: Confirmation,
): void {
  const isKept = intent.setupFutureUsage !== null && intent.customer !== null;
  if (isKept && method.customer === null) {
    const attached = world.state.methods.put({
      ...method,
      customer: intent.customer,
      isSetUpOffSession:
        method.isSetUpOffSession || (confirmation.isAuthenticated && intent.setupFutureUsage === "off_session"),
    });
    emit(world, "payment_method.attached", "payment_method", attached);
  } else if (isKept && confirmation.isAuthenticated && intent.setupFutureUsage === "off_session") {
    world.state.methods.put({ ...method, isSetUpOffSession: true });
  } else if (method.customer === null) {
    world.state.methods.put({ ...method, isSpent: true });
  }
}

function approval(hasElevatedRisk: boolean): OutcomeRecord {
  return {
    type: "authorized",
    networkStatus: "approved_by_network",
    reason: hasElevatedRisk ? "elevated_risk_level" : null,
    riskLevel: hasElevatedRisk ? "elevated" : "normal",
    riskScore: hasElevatedRisk ? 68 : 18,
    sellerMessage: hasElevatedRisk ? "Stripe evaluated this payment as having elevated risk." : "Payment complete.",
    adviceCode: null,
    networkAdviceCode: null,
    networkDeclineCode: null,
  };
}

function refusal(decline: Decline): OutcomeRecord {
  const isBlocked = decline.declineCode === "fraudulent" && decline.networkDeclineCode === null;
  return {
    type: isBlocked ? "blocked" : "issuer_declined",
    networkStatus: isBlocked ? "not_sent_to_network" : "declined_by_network",
    reason: isBlocked ? "highest_risk_level" : decline.declineCode,
    riskLevel: isBlocked ? "highest" : "normal",
    riskScore: isBlocked ? 92 : 24,
    sellerMessage: isBlocked
      ? "Stripe blocked this payment as too risky."
      : "The bank did not return any further details with this decline.",
    adviceCode: decline.adviceCode,
    networkAdviceCode: decline.networkAdviceCode,
    networkDeclineCode: decline.networkDeclineCode,
  };
}
