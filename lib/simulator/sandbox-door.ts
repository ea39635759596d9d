import type { Sender } from "@/lib/http/sender";
import type { FaultRule } from "@/lib/sandbox/fault-rule";
import { isPaypalPath, PaypalApi } from "@/lib/sandbox/paypal/paypal-api";
import { CERTIFICATE_PREFIX, WebhookSigner } from "@/lib/sandbox/paypal/webhook-signing";
import type { Runtime } from "@/lib/sandbox/sandbox-runtime";
import { StripeApi } from "@/lib/sandbox/stripe/stripe-api";

export type GatewayRequest = Parameters<Sender["send"]>[0];
type Result = Awaited<ReturnType<Sender["send"]>>;

export const PAYPAL_WEBHOOK_ID = "WH-LIFE";
/** One for all lives: its key takes long to make, and nothing that a life decides depends on it. */
export const paypalSigner = new WebhookSigner(PAYPAL_WEBHOOK_ID);

/** Both gateways behind one address, without a socket. */
export type SandboxDoor = {
  answer(request: GatewayRequest): Promise<Result>;
  addFault(rule: FaultRule): void;
};

export function openSandboxDoor({ control: { world, paypal } }: Runtime): SandboxDoor {
  const stripeApi = new StripeApi(world, 0);
  const paypalApi = new PaypalApi(paypal, 0);
  return {
    async answer(request) {
      const { pathname: path, search } = new URL(request.url);
      const { method, body } = request;
      const authorization = headerOf(request, "authorization");
      if (isCertificate(request)) return toCertificate(path);
      const isPaypal = isPaypalPath(path);
      const reply = isPaypal
        ? await paypalApi.handle({
            method,
            path,
            query: search.slice(1),
            body,
            authorization,
            requestId: headerOf(request, "paypal-request-id"),
            prefer: headerOf(request, "prefer"),
          })
        : await stripeApi.handle({
            method,
            path,
            query: search.slice(1),
            body,
            authorization,
            idempotencyKey: headerOf(request, "idempotency-key"),
            version: headerOf(request, "stripe-version"),
          });
      if (reply.body === null) return { kind: "unconfirmed", cause: "econnreset", status: null };
      return { kind: "answered", status: reply.status, headers: reply.headers, body: reply.body };
    },
    addFault: (rule) => world.faults.add(rule),
  };
}

/** Where a notification's signature is proved. */
export function isCertificate({ url }: GatewayRequest): boolean {
  return new URL(url).pathname.startsWith(CERTIFICATE_PREFIX);
}

function toCertificate(path: string): Result {
  const body = paypalSigner.certificate(path);
  return { kind: "answered", status: body === null ? 404 : 200, headers: {}, body: body ?? "" };
}

function headerOf(request: GatewayRequest, name: string): string | undefined {
  for (const [key, value] of Object.entries(request.headers)) if (key.toLowerCase() === name) return value;
  return undefined;
}
