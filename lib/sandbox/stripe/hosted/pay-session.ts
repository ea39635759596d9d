import { attemptPayment, type Confirmation } from "../attempt-payment";
import type { TestCard } from "../card-numbers";
import { newCustomer } from "../customer-routes";
import { emit } from "../events";
import { changed } from "../intent-change";
import { newIntent } from "../intent-input";
import { createMethod } from "../payment-method-store";
import type { PaymentIntentRecord } from "../records";
import type { CheckoutSessionRecord } from "../side-records";
import type { StripeWorld } from "../world";

export interface Payer {
  readonly card: TestCard;
  readonly expMonth: number;
  readonly expYear: number;
  readonly name: string;
  readonly email: string;
}

const PRESENT: Confirmation = {
  isOffSession: false,
  isMoto: false,
  isAuthenticated: false,
  failsOnAction: false,
  returnUrl: null,
};

/** One try to pay a session. Throws the card error when the card is refused; the session stays open then. */
export function paySession(
  world: StripeWorld,
  session: CheckoutSessionRecord,
  payer: Payer,
): { readonly session: CheckoutSessionRecord; readonly intent: PaymentIntentRecord } {
  const billing = { address: null, email: payer.email, name: payer.name, phone: null };
  const method = createMethod(world, { ...payer, billing, allowRedisplay: "limited" });
  const known = world.state.sessions.put({
    ...session,
    customer: session.customer ?? customerFor(world, session, payer),
    customerEmail: payer.email,
    customerName: payer.name,
  });
  const intent = intentOf(world, known);
  const linked = world.state.sessions.put({ ...known, paymentIntent: intent.id });
  return { session: linked, intent: attemptPayment(world, intent, method, PRESENT) };
}

function customerFor(world: StripeWorld, session: CheckoutSessionRecord, payer: Payer): string | null {
  const isNeeded = session.customerCreation === "always" || session.setupFutureUsage !== null;
  if (!isNeeded) return null;
  const customer = world.state.customers.put({ ...newCustomer(world), email: payer.email, name: payer.name });
  emit(world, "customer.created", "customer", customer);
  return customer.id;
}

function intentOf(world: StripeWorld, session: CheckoutSessionRecord): PaymentIntentRecord {
  const present = session.paymentIntent === null ? undefined : world.state.intents.get(session.paymentIntent);
  if (present !== undefined && present.status !== "canceled") return present;
  const intent = changed(world, {
    ...newIntent(world, { amount: session.amount, currency: session.currency }),
    automaticPaymentMethods: null,
    captureMethod: session.captureMethod,
    cardOptions: session.cardOptions,
    checkoutSession: session.id,
    customer: session.customer,
    description: session.intentDescription,
    metadata: session.intentMetadata,
    receiptEmail: session.receiptEmail,
    setupFutureUsage: session.setupFutureUsage,
    statementDescriptorSuffix: session.statementDescriptorSuffix,
  });
  emit(world, "payment_intent.created", "payment_intent", intent);
  return intent;
}
