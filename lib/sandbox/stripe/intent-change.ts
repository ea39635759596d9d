import type { PaymentIntentRecord } from "./records";
import type { StripeWorld } from "./world";

/** Stores the next version of an intent and keeps its checkout session's payment status in step. */
export function changed(world: StripeWorld, intent: PaymentIntentRecord): PaymentIntentRecord {
  const session = intent.checkoutSession === null ? undefined : world.state.sessions.get(intent.checkoutSession);
  if (session !== undefined && session.paymentStatus === "unpaid" && intent.status === "succeeded") {
    world.state.sessions.put({ ...session, paymentStatus: "paid" });
  }
  return world.state.intents.put(intent);
}
