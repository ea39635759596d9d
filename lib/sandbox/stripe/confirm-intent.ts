import { attemptPayment, type Confirmation } from "./attempt-payment";
import type { ReadShape } from "./params";
import type { confirmShape } from "./payment-intent-params";
import { paymentMethodOf } from "./payment-method-store";
import type { PaymentIntentRecord } from "./records";
import { invalidRequest, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

export type ConfirmInput = ReadShape<typeof confirmShape>;

export function confirmIntent(
  world: StripeWorld,
  intent: PaymentIntentRecord,
  input: ConfirmInput,
): PaymentIntentRecord {
  if (intent.paymentMethod === null) {
    throw stateConflict(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
      { code: "payment_intent_unexpected_state", intent },
    );
  }
  checkReturnUrl(intent, input);
  const method = paymentMethodOf(world, intent.paymentMethod, intent.customer);
  return attemptPayment(world, intent, method, toConfirmation(input));
}

/** A payment that may take a method which sends the customer elsewhere must know where they come back to. */
function checkReturnUrl(intent: PaymentIntentRecord, input: ConfirmInput): void {
  const automatic = intent.automaticPaymentMethods;
  const isCardOnly = intent.allowedPaymentMethodTypes?.every((type) => type === "card") ?? false;
  if (
    input.return_url !== undefined ||
    automatic?.enabled !== true ||
    automatic.allow_redirects === "never" ||
    isCardOnly
  )
    return;
  throw invalidRequest(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: "return_url" },
  );
}

function toConfirmation(input: ConfirmInput): Confirmation {
  return {
    isOffSession: input.off_session ?? false,
    isMoto: input.payment_method_options?.card?.moto ?? false,
    isAuthenticated: false,
    failsOnAction: input.error_on_requires_action ?? false,
    returnUrl: input.return_url ?? null,
  };
}

export function checkConfirmable(intent: PaymentIntentRecord): void {
  if (
    intent.status === "requires_payment_method" ||
    intent.status === "requires_confirmation" ||
    intent.status === "requires_action"
  )
    return;
  const reason =
    intent.status === "succeeded"
      ? "it has already succeeded after being previously confirmed"
      : `it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action`;
  throw stateConflict(`You cannot confirm this PaymentIntent because ${reason}.`, {
    code: "payment_intent_unexpected_state",
    intent,
  });
}
