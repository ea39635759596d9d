import { createSender } from "@/lib/http/sender";
import type { GatewayOperation, GatewayOperations, Instrument } from "@/lib/payments/gateway";
import { DAY_MS, toInstant } from "@/lib/payments/instant";
import { parseFaultRule } from "@/lib/sandbox/fault-rule";
import { type Sandbox, startSandbox } from "@/lib/sandbox/server";
import { closeDispute, openDispute } from "@/lib/sandbox/stripe/disputes";
import type { ContractBench, ContractFault } from "../contract-bench";
import { describeGatewayContract } from "../gateway-contract";
import { createStripeGateway } from "./stripe-gateway";

const deadlineMs = 400;

const faults: Readonly<Record<ContractFault, object>> = {
  connection_closed_before: { action: "drop_before" },
  connection_closed_after: { action: "drop_after" },
  answer_after_deadline: { action: "delay", delayMs: deadlineMs + 200 },
  server_error_before: { action: "error_500_before" },
  server_error_after: { action: "error_500_after" },
  foreign_page: { action: "html_502" },
  empty_answer: { action: "empty_200" },
  half_answer: { action: "cut_json" },
  same_key_in_progress: { action: "conflict_409" },
  object_locked: { action: "lock_timeout_429" },
  too_many_requests: { action: "rate_limit_429" },
};

describeGatewayContract("stripe", () => openBench({ hasExtras: true }));
describeGatewayContract("stripe in yen, on an account without extras", () => openBench({ currency: "JPY" }));

async function openBench(options: { currency?: string; hasExtras?: boolean }): Promise<ContractBench> {
  const sandbox = await startSandbox({ grantsCardFeatures: options.hasExtras ?? false });
  const sender = createSender();
  const settings = {
    secretKey: "sk_test_contract",
    webhookSecrets: ["whsec_contract"],
    deadlineMs,
    canIncrease: options.hasExtras ?? false,
    canHoldLong: options.hasExtras ?? false,
  };
  return {
    gateway: createStripeGateway({ ...settings, apiBase: sandbox.url }, sender),
    unreachable: createStripeGateway({ ...settings, apiBase: "http://127.0.0.1:1" }, sender),
    currency: options.currency ?? "USD",
    instruments: {
      good: await savedCard(sandbox, "pm_card_visa"),
      without_funds: card("pm_card_chargeDeclinedInsufficientFunds"),
      wants_customer: card("pm_card_authenticationRequired"),
      stolen: card("pm_card_chargeDeclinedStolenCard"),
    },
    callCount: sender.callCount,
    now: async () => toInstant(sandbox.clock.nowMs()),
    breakNextCall: async (fault) => void sandbox.faults.add(parseFaultRule({ method: "POST", ...faults[fault] })),
    countEffects: async (operation, request) => countEffects(sandbox, operation, request),
    letHoldsLapse: async () => sandbox.moveClock(sandbox.clock.offsetMs + 8 * DAY_MS),
    payHostedPage: (url) => payHostedPage(url),
    disputes: {
      async open(reference) {
        const charge = known(sandbox.world.state.charges.get(reference));
        const intent = known(sandbox.world.state.intents.get(charge.paymentIntent));
        return openDispute(sandbox.world, intent, charge, "fraudulent").id;
      },
      submissions: (reference) => known(sandbox.world.state.disputes.get(reference)).submissions,
      close: async (reference, verdict) =>
        void closeDispute(sandbox.world, known(sandbox.world.state.disputes.get(reference)), verdict),
    },
    async close() {
      sender.close();
      await sandbox.close();
    },
  };
}

function known<T>(record: T | undefined): T {
  if (record === undefined) throw new Error("Stripe does not know it");
  return record;
}

function card(token: string): Instrument {
  return { kind: "card", token, customerToken: null };
}

async function savedCard(sandbox: Sandbox, token: string): Promise<Instrument> {
  const customer = await post(sandbox, "/v1/customers", {});
  const method = await post(sandbox, `/v1/payment_methods/${token}/attach`, { customer });
  return { kind: "card", token: method, customerToken: customer };
}

async function post(sandbox: Sandbox, path: string, form: Record<string, string>): Promise<string> {
  const response = await fetch(sandbox.url + path, {
    method: "POST",
    headers: { Authorization: "Bearer sk_test_contract" },
    body: new URLSearchParams(form),
  });
  const { id } = (await response.json()) as { id?: string };
  if (id === undefined) throw new Error(`the sandbox refused ${path}`);
  return id;
}

/** Reads the sandbox's own books, past the API under test. */
function countEffects<O extends GatewayOperation>(
  { world }: Sandbox,
  operation: O,
  request: GatewayOperations[O]["request"],
): number {
  const { intents, charges, refunds, sessions } = world.state;
  const isOurs = (item: { readonly metadata: Readonly<Record<string, string>> }) =>
    item.metadata.operation_id === request.operationId;
  const intent = "authorizationReference" in request ? intents.get(request.authorizationReference) : undefined;
  const charge = intent?.latestCharge ? charges.get(intent.latestCharge) : undefined;
  switch (operation) {
    case "authorize":
    case "authorize_and_capture":
      return [...intents].filter((each) => isOurs(each) && ["requires_capture", "succeeded"].includes(each.status))
        .length;
    case "capture":
      return charge?.captures ?? 0;
    case "void":
      return intent?.status === "canceled" ? 1 : 0;
    case "increase":
      return charge?.increments ?? 0;
    case "refund":
      return [...refunds].filter(isOurs).length;
    case "open_hosted_page":
      return [...sessions].filter(isOurs).length;
    default:
      return "sessionReference" in request && sessions.get(request.sessionReference)?.status === "expired" ? 1 : 0;
  }
}

async function payHostedPage(url: string): Promise<void> {
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({
      number: "4242424242424242",
      expiry: "12/34",
      cvc: "123",
      name: "Demo Customer",
      email: "demo@customer.test",
    }),
  });
  if (response.status >= 400) throw new Error(`the page answered ${response.status}`);
}
