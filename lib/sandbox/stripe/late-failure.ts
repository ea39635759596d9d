import { declineOf } from "./decline-codes";
import { emit } from "./events";
import { changed } from "./intent-change";
import type { ChargeRecord } from "./records";
import { errorOfDecline } from "./stripe-error";
import type { StripeWorld } from "./world";

/** A payment that had succeeded is taken back days later, as a bank debit is when its account turns out to be empty: the charge fails, its intent asks for another way to pay. */
export function failLate(world: StripeWorld, charge: ChargeRecord, code: string): ChargeRecord {
  const decline = declineOf(code, charge.card.brand);
  const failed = world.state.charges.put({
    ...charge,
    amountCaptured: 0,
    failureCode: decline.code,
    failureMessage: decline.message,
    isCaptured: false,
    status: "failed",
  });
  emit(world, "charge.failed", "charge", failed);
  const intent = world.state.intents.get(charge.paymentIntent);
  if (intent === undefined) return failed;
  const method = world.state.methods.get(charge.paymentMethod) ?? null;
  const refused = changed(world, {
    ...intent,
    amountReceived: 0,
    lastError: errorOfDecline(decline, { charge: charge.id, paymentMethod: method }),
    paymentMethod: null,
    status: "requires_payment_method",
  });
  emit(world, "payment_intent.payment_failed", "payment_intent", refused);
  return failed;
}
