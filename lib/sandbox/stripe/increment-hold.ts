import { emit } from "./events";
import { changed } from "./intent-change";
import type { PaymentIntentRecord } from "./records";
import { stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

const MAX_INCREMENTS = 10;

/** Raises what is held to a new total. The deadline stays. */
export function incrementHold(world: StripeWorld, intent: PaymentIntentRecord, amount: number): PaymentIntentRecord {
  const charge = intent.latestCharge === null ? undefined : world.state.charges.get(intent.latestCharge);
  if (intent.status !== "requires_capture" || charge === undefined) {
    throw stateConflict(
      `This PaymentIntent could not be incremented because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be incremented: requires_capture.`,
      { code: "payment_intent_unexpected_state", intent },
    );
  }
  if (!charge.features.incrementalAuthorization || charge.increments >= MAX_INCREMENTS) {
    throw stateConflict(
      "This PaymentIntent cannot be incremented: incremental authorization is not available for it.",
      {
        code: "payment_intent_invalid_parameter",
        intent,
      },
    );
  }
  if (amount <= intent.amount) {
    throw stateConflict("The new amount must be greater than the amount that is authorized now.", {
      code: "payment_intent_invalid_parameter",
      param: "amount",
      intent,
    });
  }
  const raised = world.state.charges.put({ ...charge, amount, increments: charge.increments + 1 });
  const held = changed(world, {
    ...intent,
    amount,
    amountCapturable: intent.amountCapturable + amount - intent.amount,
  });
  emit(world, "charge.updated", "charge", raised, { amount: charge.amount });
  emit(world, "payment_intent.amount_capturable_updated", "payment_intent", held);
  return held;
}
