import { emit } from "../events";
import type { PaymentIntentRecord } from "../records";
import type { CheckoutSessionRecord } from "../side-records";
import type { StripeWorld } from "../world";

/** The customer paid: closes the session and gives the address to send them to. */
export function completeSession(
  world: StripeWorld,
  session: CheckoutSessionRecord,
  intent: PaymentIntentRecord,
): string {
  const completed = world.state.sessions.put({
    ...session,
    customer: intent.customer,
    paymentStatus: intent.status === "succeeded" ? "paid" : "unpaid",
    status: "complete",
  });
  emit(world, "checkout.session.completed", "checkout_session", completed);
  return successAddress(completed);
}

export function successAddress(session: CheckoutSessionRecord): string {
  return session.successUrl.replaceAll(/\{CHECKOUT_SESSION_ID\}|%7BCHECKOUT_SESSION_ID%7D/gi, session.id);
}
