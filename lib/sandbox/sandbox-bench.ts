import Stripe from "stripe";
import { type Sandbox, type SandboxOptions, startSandbox } from "./server";

export interface Bench {
  readonly sandbox: Sandbox;
  readonly stripe: Stripe;
  readonly advance: (milliseconds: number) => void;
  readonly control: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: Json }>;
  readonly close: () => Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: answers of control endpoints are looked into freely by tests.
type Json = any;

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** A sandbox with the official SDK pointed at it, as a test needs it. The SDK repeats nothing by itself. */
export async function openBench(options: SandboxOptions = {}): Promise<Bench> {
  const sandbox = await startSandbox(options);
  const stripe = sdkFor(sandbox.port);
  return {
    sandbox,
    stripe,
    advance: (milliseconds) => sandbox.moveClock(sandbox.clock.offsetMs + milliseconds),
    control: async (method, path, body) => {
      const init = body === undefined ? {} : { body: JSON.stringify(body) };
      const response = await fetch(`${sandbox.url}/__sandbox/${path}`, { method, ...init });
      return { status: response.status, body: await response.json() };
    },
    close: () => sandbox.close(),
  };
}

export function sdkFor(port: number): Stripe {
  return new Stripe("sk_test_bench", {
    apiVersion: "2026-10-28.endive",
    host: "127.0.0.1",
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

/** A customer with a saved card. */
export async function savedCard(stripe: Stripe, token = "pm_card_visa"): Promise<{ customer: string; method: string }> {
  const customer = await stripe.customers.create({ email: "customer@example.com", name: "Test Customer" });
  const method = await stripe.paymentMethods.attach(token, { customer: customer.id });
  return { customer: customer.id, method: method.id };
}

export async function held(
  stripe: Stripe,
  amount = 24_118,
  extra: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount,
    currency: "usd",
    capture_method: "manual",
    payment_method: "pm_card_visa",
    allowed_payment_method_types: ["card"],
    confirm: true,
    ...extra,
  });
}

/** The error a call ended with; a call that succeeds fails the test. */
export async function failureOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("The call succeeded, a failure was expected");
}

export async function submitCard(url: string, fields: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({
    email: "customer@example.com",
    number: "4242 4242 4242 4242",
    expiry: "12 / 34",
    cvc: "123",
    name: "Test Customer",
    ...fields,
  });
  return fetch(url, { method: "POST", body, redirect: "manual" });
}

export function sessionParams(
  extra: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    line_items: [{ quantity: 2, price_data: { currency: "usd", unit_amount: 12_059, product_data: { name: "Lamp" } } }],
    success_url: "http://127.0.0.1:3000/done?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://127.0.0.1:3000/back",
    payment_intent_data: { capture_method: "manual", metadata: { order_number: "W-1001" } },
    ...extra,
  };
}
