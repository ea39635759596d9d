import { randomId } from "../random-id";
import { toBilling, toShipping } from "./address-params";
import { checkAmount, checkedCurrency } from "./check-amount";
import { liveCustomer } from "./customer-routes";
import { merged, type ReadShape } from "./params";
import { checkSuffix, toCardOptions, type updateShape } from "./payment-intent-params";
import { paymentMethodOf } from "./payment-method-store";
import type { PaymentIntentRecord } from "./records";
import { invalidRequest, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

export type ChangeInput = ReadShape<typeof updateShape>;

export function newIntent(
  world: StripeWorld,
  money: { readonly amount: number; readonly currency: string },
): PaymentIntentRecord {
  const id = randomId("pi_3", 23);
  return {
    id,
    created: world.clock.nowSeconds(),
    allowedPaymentMethodTypes: null,
    ...money,
    amountCapturable: 0,
    amountReceived: 0,
    automaticPaymentMethods: { allow_redirects: "always", enabled: true },
    canceledAt: null,
    cancellationReason: null,
    captureMethod: "automatic_async",
    cardOptions: {},
    challenge: null,
    checkoutSession: null,
    clientSecret: randomId(`${id}_secret_`, 25),
    confirmationMethod: "automatic",
    confirmations: 0,
    customer: null,
    description: null,
    lastError: null,
    latestCharge: null,
    metadata: {},
    paymentMethod: null,
    receiptEmail: null,
    setupFutureUsage: null,
    shipping: null,
    statementDescriptor: null,
    statementDescriptorSuffix: null,
    status: "requires_payment_method",
    transferGroup: null,
  };
}

export function withChanges(world: StripeWorld, former: PaymentIntentRecord, input: ChangeInput): PaymentIntentRecord {
  if (input.customer !== undefined) liveCustomer(world, input.customer, "customer");
  checkSuffix(input.statement_descriptor_suffix);
  const currency = input.currency === undefined ? former.currency : checkedCurrency(input.currency);
  const amount = input.amount ?? former.amount;
  checkAmount(amount, currency);
  const customer = input.customer ?? former.customer;
  const methodId = chosenMethod(input);
  const method = methodId === undefined ? null : paymentMethodOf(world, methodId, customer);
  const usage = input.setup_future_usage;
  return {
    ...former,
    allowedPaymentMethodTypes: input.allowed_payment_method_types ?? former.allowedPaymentMethodTypes,
    amount,
    captureMethod: input.payment_method_options?.card?.capture_method || (input.capture_method ?? former.captureMethod),
    cardOptions: { ...former.cardOptions, ...toCardOptions(input.payment_method_options?.card) },
    currency,
    customer,
    description: input.description === undefined ? former.description : input.description,
    metadata: merged(former.metadata, input.metadata),
    paymentMethod: method?.id ?? former.paymentMethod,
    receiptEmail: input.receipt_email === undefined ? former.receiptEmail : input.receipt_email,
    setupFutureUsage: usage === undefined ? former.setupFutureUsage : usage === "" ? null : usage,
    shipping: input.shipping === undefined ? former.shipping : toShipping(input.shipping),
    statementDescriptor:
      input.statement_descriptor === undefined ? former.statementDescriptor : input.statement_descriptor,
    statementDescriptorSuffix:
      input.statement_descriptor_suffix === undefined
        ? former.statementDescriptorSuffix
        : input.statement_descriptor_suffix,
    status: method !== null && former.status === "requires_payment_method" ? "requires_confirmation" : former.status,
    transferGroup: input.transfer_group === undefined ? former.transferGroup : input.transfer_group,
  };
}

function chosenMethod(input: ChangeInput): string | undefined {
  if (input.payment_method_data === undefined) return input.payment_method;
  toBilling(input.payment_method_data.billing_details);
  throw invalidRequest("Card data may not come from a server: send the id of a PaymentMethod.", {
    param: "payment_method_data",
  });
}

/** Once money is held or taken, only what describes the payment can still change. */
const FIXED_ONCE_CONFIRMED = [
  "amount",
  "currency",
  "capture_method",
  "customer",
  "payment_method",
  "setup_future_usage",
] as const;

export function checkChangeable(intent: PaymentIntentRecord, input: ChangeInput): void {
  if (intent.status !== "requires_capture" && intent.status !== "succeeded" && intent.status !== "canceled") return;
  const param = FIXED_ONCE_CONFIRMED.find((name) => input[name] !== undefined);
  if (param === undefined) return;
  throw stateConflict(
    `This PaymentIntent's ${param} could not be updated because it has a status of ${intent.status}.`,
    {
      code: "payment_intent_unexpected_state",
      param,
      intent,
    },
  );
}
