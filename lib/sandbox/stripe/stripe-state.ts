import type { Collection } from "../collection";
import type { StateStore } from "../state-store";
import type { StoredResult } from "./idempotency";
import type {
  ChargeRecord,
  CustomerRecord,
  EventRecord,
  PaymentIntentRecord,
  PaymentMethodRecord,
  RefundRecord,
} from "./records";
import type { CheckoutSessionRecord, DisputeRecord, SetupIntentRecord } from "./side-records";

export interface StripeState {
  readonly charges: Collection<ChargeRecord>;
  readonly customers: Collection<CustomerRecord>;
  readonly disputes: Collection<DisputeRecord>;
  readonly events: Collection<EventRecord>;
  readonly intents: Collection<PaymentIntentRecord>;
  readonly methods: Collection<PaymentMethodRecord>;
  readonly refunds: Collection<RefundRecord>;
  readonly results: Collection<StoredResult>;
  readonly sessions: Collection<CheckoutSessionRecord>;
  readonly setups: Collection<SetupIntentRecord>;
  /** Events that the webhook endpoint has not taken yet. */
  readonly undelivered: Collection<{ readonly id: string }>;
}

export function stripeState(store: StateStore): StripeState {
  return {
    charges: store.collection("stripe.charges", {
      customer: (charge) => charge.customer,
      payment_intent: (charge) => charge.paymentIntent,
    }),
    customers: store.collection("stripe.customers", { email: (customer) => customer.email }),
    disputes: store.collection("stripe.disputes", {
      charge: (dispute) => dispute.charge,
      payment_intent: (dispute) => dispute.paymentIntent,
    }),
    events: store.collection("stripe.events", { type: (event) => event.type }),
    intents: store.collection("stripe.payment_intents", { customer: (intent) => intent.customer }),
    methods: store.collection("stripe.payment_methods", { customer: (method) => method.customer }),
    refunds: store.collection("stripe.refunds", {
      charge: (refund) => refund.charge,
      payment_intent: (refund) => refund.paymentIntent,
    }),
    results: store.collection("stripe.idempotency"),
    sessions: store.collection("stripe.checkout_sessions", {
      customer: (session) => session.customer,
      payment_intent: (session) => session.paymentIntent,
    }),
    setups: store.collection("stripe.setup_intents", { customer: (setup) => setup.customer }),
    undelivered: store.collection("stripe.undelivered"),
  };
}
