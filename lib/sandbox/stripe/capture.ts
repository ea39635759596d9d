import { randomId } from "../random-id";
import { failedCapture } from "./capture-failure";
import { testCardByToken } from "./card-numbers";
import { openDispute } from "./disputes";
import { emit } from "./events";
import { changed } from "./intent-change";
import type { ChargeRecord, PaymentIntentRecord } from "./records";
import { releaseRest } from "./release-hold";
import { invalidRequest, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

const MAX_CAPTURES = 50;

export interface CaptureOrder {
  readonly amount: number | undefined;
  readonly isFinal: boolean;
}

export function capture(world: StripeWorld, intent: PaymentIntentRecord, order: CaptureOrder): PaymentIntentRecord {
  const charge = heldCharge(world, intent);
  const amount = order.amount ?? intent.amountCapturable;
  checkAmount(intent, charge, amount, order.isFinal);
  failedCapture(world, intent, charge);
  const isLast = order.isFinal || amount >= intent.amountCapturable;
  const captured = world.state.charges.put({
    ...charge,
    amount: Math.max(charge.amount, charge.amountCaptured + amount),
    amountCaptured: charge.amountCaptured + amount,
    balanceTransaction: charge.balanceTransaction ?? randomId("txn_", 24),
    captures: charge.captures + 1,
    isCaptured: isLast,
  });
  emit(world, "charge.captured", "charge", captured);
  const received = intent.amountReceived + amount;
  if (!isLast) {
    const open = changed(world, {
      ...intent,
      amountCapturable: intent.amountCapturable - amount,
      amountReceived: received,
    });
    emit(world, "payment_intent.amount_capturable_updated", "payment_intent", open);
    return open;
  }
  const settled = releaseRest(world, captured, null);
  const paid = changed(world, { ...intent, amountCapturable: 0, amountReceived: received, status: "succeeded" });
  emit(world, "payment_intent.succeeded", "payment_intent", paid);
  noteCaptured(world, paid, settled);
  return paid;
}

/** What follows a completed capture, whichever way it came: some test cards are disputed at once. */
export function noteCaptured(world: StripeWorld, intent: PaymentIntentRecord, charge: ChargeRecord): void {
  const dispute = testCardByToken(charge.card.token)?.behaviour.dispute;
  if (dispute !== undefined) openDispute(world, intent, charge, dispute);
}

function heldCharge(world: StripeWorld, intent: PaymentIntentRecord): ChargeRecord {
  const charge = intent.latestCharge === null ? undefined : world.state.charges.get(intent.latestCharge);
  if (charge?.hasExpired && intent.status === "canceled") throw expiredHold(intent);
  if (intent.status === "requires_capture" && charge !== undefined) return charge;
  throw stateConflict(
    `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    { code: "payment_intent_unexpected_state", intent },
  );
}

export function expiredHold(intent: PaymentIntentRecord): Error {
  return stateConflict(
    "The charge cannot be captured as the authorization has expired. Auth and capture charges must be captured within seven days.",
    { code: "charge_expired_for_capture", intent },
  );
}

function checkAmount(intent: PaymentIntentRecord, charge: ChargeRecord, amount: number, isFinal: boolean): void {
  const param = "amount_to_capture";
  if (!isFinal && !charge.features.multicapture) {
    throw invalidRequest(
      "This PaymentIntent cannot be captured more than once: multicapture is not available for it.",
      {
        code: "payment_intent_invalid_parameter",
        param: "final_capture",
      },
    );
  }
  const closesOpenCapture = amount === 0 && isFinal && charge.captures > 0;
  if (amount < 1 && !closesOpenCapture) {
    throw invalidRequest("This value must be greater than or equal to 1.", {
      code: "parameter_invalid_integer",
      param,
    });
  }
  if (charge.captures >= MAX_CAPTURES) {
    throw invalidRequest(`A PaymentIntent can be captured at most ${MAX_CAPTURES} times.`, {
      code: "payment_intent_invalid_parameter",
    });
  }
  const { overcaptureMaximum } = charge.features;
  const most =
    overcaptureMaximum === null || !isFinal ? intent.amountCapturable : overcaptureMaximum - charge.amountCaptured;
  if (amount > most) {
    throw stateConflict(
      `The amount to capture (${amount}) is greater than the amount that can be captured (${most}).`,
      { code: "amount_too_large", param, intent },
    );
  }
}
