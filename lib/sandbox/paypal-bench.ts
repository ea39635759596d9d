import { type Sandbox, type SandboxOptions, startSandbox } from "./server";

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely by tests.
type Json = any;

export interface PaypalAnswer {
  readonly status: number;
  readonly body: Json;
}

export interface PaypalBench {
  readonly sandbox: Sandbox;
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<PaypalAnswer>;
  readonly advance: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;

/** A sandbox with a caller that has fetched its access token, as a test needs it. Nothing is repeated. */
export async function openPaypalBench(options: SandboxOptions = {}): Promise<PaypalBench> {
  const sandbox = await startSandbox(options);
  const token = await fetch(`${sandbox.url}/v1/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from("client:secret").toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  const { access_token: accessToken } = (await token.json()) as { access_token: string };
  return {
    sandbox,
    call: async (method, path, body, headers = {}) => {
      const response = await fetch(sandbox.url + path, {
        method,
        headers: {
          authorization: `Bearer ${accessToken}`,
          "content-type": "application/json",
          prefer: "return=representation",
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? null : JSON.parse(text) };
    },
    advance: (milliseconds) => sandbox.moveClock(sandbox.clock.offsetMs + milliseconds),
    close: () => sandbox.close(),
  };
}

export function orderBody(value = "241.18", extra: object = {}, unit: object = {}): object {
  return { intent: "AUTHORIZE", purchase_units: [{ amount: usd(value), custom_id: "op_1", ...unit }], ...extra };
}

export function usd(value: string): { currency_code: string; value: string } {
  return { currency_code: "USD", value };
}

export function payWith(buyer: string): object {
  return { payment_source: { paypal: { vault_id: `sandbox_vault_${buyer}` } } };
}

/** An order that asks the payer, as for PayPal's page. */
export const askingPayer = {
  payment_source: {
    paypal: {
      attributes: { vault: { store_in_vault: "ON_SUCCESS", usage_type: "MERCHANT" } },
      experience_context: {
        return_url: "https://desk.test/done?session=1",
        cancel_url: "https://desk.test/back",
        shipping_preference: "NO_SHIPPING",
        user_action: "PAY_NOW",
      },
    },
  },
};

/** A hold on a kept account. */
export async function held({ call }: PaypalBench, buyer = "ava", value = "241.18"): Promise<Json> {
  const order = await call("POST", "/v2/checkout/orders", orderBody(value));
  const { body } = await call("POST", `/v2/checkout/orders/${order.body.id}/authorize`, payWith(buyer));
  return body.purchase_units[0].payments.authorizations[0];
}

/** What the payer does on PayPal's page. */
export async function answerPage(url: string, answer: "agree" | "cancel", buyer = "ava"): Promise<Response> {
  return fetch(url, { method: "POST", body: new URLSearchParams({ answer, buyer }), redirect: "manual" });
}

export function linkOf(body: Json, rel: string): string {
  return body.links.find((link: { rel: string }) => link.rel === rel)?.href;
}
