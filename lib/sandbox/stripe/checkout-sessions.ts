import { randomId } from "../random-id";
import { checkAmount, checkedCurrency } from "./check-amount";
import type { sessionShape } from "./checkout-params";
import { liveCustomer } from "./customer-routes";
import { emit } from "./events";
import { merged, need, type ReadShape } from "./params";
import { checkSuffix, toCardOptions } from "./payment-intent-params";
import { cancelIntent } from "./release-hold";
import type { CheckoutSessionRecord, LineItemRecord } from "./side-records";
import { invalidRequest, noSuch } from "./stripe-error";
import type { StripeWorld } from "./world";

type SessionInput = ReadShape<typeof sessionShape>;

const SHORTEST_SECONDS = 30 * 60;
const LONGEST_SECONDS = 24 * 60 * 60;
/** Callers count from their own moment; a few seconds pass until the request is here. */
const LEEWAY_SECONDS = 60;

export function newSession(world: StripeWorld, input: SessionInput): CheckoutSessionRecord {
  if (need(input.mode, "mode") !== "payment") {
    throw invalidRequest(`The sandbox knows Checkout Sessions in payment mode only, not in ${input.mode} mode.`, {
      param: "mode",
    });
  }
  if (input.ui_mode !== undefined && input.ui_mode !== "hosted_page") {
    throw invalidRequest("The sandbox knows the hosted page only.", { param: "ui_mode" });
  }
  if (input.customer !== undefined) liveCustomer(world, input.customer, "customer");
  if (input.customer !== undefined && input.customer_email !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: customer, customer_email.", {
      param: "customer_email",
    });
  }
  const { currency, lineItems } = readLineItems(input);
  const amount = lineItems.reduce((sum, item) => sum + item.amount, 0);
  checkAmount(amount, currency, "line_items");
  const intentData = input.payment_intent_data;
  const cardInput = input.payment_method_options?.card;
  const cardUsage = cardInput?.setup_future_usage === "none" ? undefined : cardInput?.setup_future_usage;
  checkSuffix(intentData?.statement_descriptor_suffix);
  const created = world.clock.nowSeconds();
  const customer = input.customer === undefined ? undefined : world.state.customers.get(input.customer);
  const session = world.state.sessions.put({
    id: randomId("cs_test_a1", 56),
    created,
    amount,
    cancelUrl: webAddress(input.cancel_url, "cancel_url") ?? null,
    captureMethod: cardInput?.capture_method ?? intentData?.capture_method ?? "automatic_async",
    cardOptions: toCardOptions(cardInput),
    clientReferenceId: input.client_reference_id ?? null,
    currency,
    customer: input.customer ?? null,
    customerCreation: input.customer === undefined ? (input.customer_creation ?? "if_required") : null,
    customerEmail: input.customer_email ?? customer?.email ?? null,
    customerName: null,
    expiresAt: readExpiry(input.expires_at, created),
    hasRecovery: input.after_expiration?.recovery?.enabled ?? false,
    intentDescription: intentData?.description ?? null,
    intentMetadata: merged({}, intentData?.metadata),
    lineItems,
    locale: input.locale ?? null,
    metadata: merged({}, input.metadata),
    paymentIntent: null,
    paymentStatus: "unpaid",
    receiptEmail: intentData?.receipt_email ?? null,
    setupFutureUsage: intentData?.setup_future_usage ?? cardUsage ?? null,
    statementDescriptorSuffix: intentData?.statement_descriptor_suffix ?? null,
    status: "open",
    submitType: input.submit_type === "subscribe" ? null : (input.submit_type ?? null),
    successUrl: webAddress(need(input.success_url, "success_url"), "success_url") ?? "",
  });
  world.due.add({ atMs: session.expiresAt * 1000, kind: "session", id: session.id });
  return session;
}

export function knownSession(world: StripeWorld, id: string): CheckoutSessionRecord {
  const session = world.state.sessions.get(id);
  if (session === undefined) throw noSuch("checkout.session", id, "session");
  return session;
}

/** Ends an open session. What it may have begun to charge ends with it. */
export function closeSession(world: StripeWorld, session: CheckoutSessionRecord): CheckoutSessionRecord {
  const closed = world.state.sessions.put({ ...session, status: "expired" });
  const intent = session.paymentIntent === null ? undefined : world.state.intents.get(session.paymentIntent);
  if (intent !== undefined && intent.status !== "succeeded" && intent.status !== "canceled")
    cancelIntent(world, intent, "automatic");
  emit(world, "checkout.session.expired", "checkout_session", closed);
  return closed;
}

function readLineItems(input: SessionInput): { currency: string; lineItems: LineItemRecord[] } {
  const items = need(input.line_items, "line_items");
  let currency: string | null = null;
  const lineItems = items.map((item, index): LineItemRecord => {
    const path = `line_items[${index}]`;
    if (item.price !== undefined) throw noSuch("price", item.price, `${path}[price]`, 400);
    const data = need(item.price_data, `${path}[price_data]`);
    const own = checkedCurrency(need(data.currency, `${path}[price_data][currency]`));
    if (currency !== null && currency !== own) {
      throw invalidRequest("All line items must have the same currency.", { param: `${path}[price_data][currency]` });
    }
    currency = own;
    const unitAmount = need(data.unit_amount, `${path}[price_data][unit_amount]`);
    if (unitAmount < 0)
      throw invalidRequest("Invalid non-negative integer", { code: "parameter_invalid_integer", param: path });
    const quantity = need(item.quantity, `${path}[quantity]`);
    return {
      id: randomId("li_1", 23),
      amount: unitAmount * quantity,
      description: data.product_data?.name ?? data.product ?? "Item",
      priceId: randomId("price_1", 23),
      productId: data.product ?? randomId("prod_", 14),
      quantity,
      unitAmount,
    };
  });
  if (currency === null)
    throw invalidRequest("You must pass at least one line item.", { code: "parameter_missing", param: "line_items" });
  return { currency, lineItems };
}

function readExpiry(expiresAt: number | undefined, created: number): number {
  if (expiresAt === undefined) return created + LONGEST_SECONDS;
  const distance = expiresAt - created;
  if (distance < SHORTEST_SECONDS - LEEWAY_SECONDS) {
    throw invalidRequest("The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.", {
      param: "expires_at",
    });
  }
  if (distance > LONGEST_SECONDS + LEEWAY_SECONDS) {
    throw invalidRequest("The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.", {
      param: "expires_at",
    });
  }
  return expiresAt;
}

function webAddress(address: string | undefined, param: string): string | undefined {
  if (address === undefined || /^https?:\/\/[^\s]+$/.test(address)) return address;
  throw invalidRequest("Not a valid URL", { code: "url_invalid", param });
}
