import { attemptPayment } from "./attempt-payment";
import { emit } from "./events";
import { changed } from "./intent-change";
import { findMethod } from "./payment-method-store";
import type { ErrorRecord, PaymentIntentRecord, PaymentMethodRecord } from "./records";
import { settleSetup } from "./settle-setup";
import type { SetupIntentRecord } from "./side-records";
import { StripeError } from "./stripe-error";
import type { StripeWorld } from "./world";

/** The cardholder answered the bank. A payment that passed may still be refused afterwards; the intent tells. */
export function finishPaymentChallenge(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  hasPassed: boolean,
): PaymentIntentRecord {
  if (intent.paymentMethod === null) return intent;
  const method = findMethod(world, intent.paymentMethod, 404);
  if (!hasPassed) {
    const failed = changed(world, {
      ...intent,
      challenge: null,
      lastError: notAuthenticated("payment_intent_authentication_failure", method),
      paymentMethod: null,
      status: "requires_payment_method",
    });
    emit(world, "payment_intent.payment_failed", "payment_intent", failed);
    return failed;
  }
  try {
    return attemptPayment(world, intent, method, {
      isOffSession: false,
      isMoto: false,
      isAuthenticated: true,
      failsOnAction: false,
      returnUrl: null,
    });
  } catch (error) {
    if (!(error instanceof StripeError)) throw error;
    return world.state.intents.get(intent.id) ?? intent;
  }
}

export function finishSetupChallenge(
  world: StripeWorld,
  setup: SetupIntentRecord,
  hasPassed: boolean,
): SetupIntentRecord {
  if (setup.paymentMethod === null) return setup;
  const method = findMethod(world, setup.paymentMethod, 404);
  if (hasPassed) return settleSetup(world, setup, method);
  const failed = world.state.setups.put({
    ...setup,
    challenge: null,
    lastError: notAuthenticated("setup_intent_authentication_failure", method),
    paymentMethod: null,
    status: "requires_payment_method",
  });
  emit(world, "setup_intent.setup_failed", "setup_intent", failed);
  return failed;
}

function notAuthenticated(code: string, method: PaymentMethodRecord): ErrorRecord {
  return {
    type: "invalid_request_error",
    code,
    declineCode: null,
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    param: null,
    charge: null,
    adviceCode: null,
    networkAdviceCode: null,
    networkDeclineCode: null,
    paymentMethod: method,
  };
}
