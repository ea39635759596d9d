import { correlationHeader, createSender, type Sender } from "@/lib/http/sender";
import type { GatewayOperation, GatewayOperations, Instrument } from "@/lib/payments/gateway";
import { DAY_MS, toInstant } from "@/lib/payments/instant";
import { parseFaultRule } from "@/lib/sandbox/fault-rule";
import { closeDispute, openDispute } from "@/lib/sandbox/paypal/disputes";
import { type Sandbox, startSandbox } from "@/lib/sandbox/server";
import type { ContractBench, ContractFault } from "../contract-bench";
import { describeGatewayContract } from "../gateway-contract";
import { createPaypalGateway } from "./paypal-gateway";

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

/** The one call of each operation that does it. */
const calls: Readonly<Record<string, { method: string; path: string }>> = {
  authorize: { method: "POST", path: "/v2/checkout/orders/*/authorize" },
  authorize_and_capture: { method: "POST", path: "/v2/checkout/orders/*/capture" },
  capture: { method: "POST", path: "/v2/payments/authorizations/*/capture" },
  void: { method: "POST", path: "*/void" },
  refund: { method: "POST", path: "*/refund" },
  renew: { method: "POST", path: "*/reauthorize" },
  open_hosted_page: { method: "POST", path: "/v2/checkout/orders" },
  close_hosted_page: { method: "PATCH", path: "/v2/checkout/orders/*" },
};

// PayPal takes 115 % of a hold, or 75 dollars more, whichever is less: 27,735 of 24,118.
const tooLargeCaptureMinor = 27_736;

/** PayPal's own words for a payer who cannot pay. */
const refusals = {
  without_funds: "do_not_honor",
  wants_customer: "authentication_required",
  stolen: "account_closed",
} as const;

describeGatewayContract("paypal", () => openBench("USD"), { refusals });
describeGatewayContract("paypal in yen", () => openBench("JPY"), { refusals });

async function openBench(currency: string): Promise<ContractBench> {
  const sandbox = await startSandbox();
  const { sender, callCount } = countingSender();
  const settings = { clientId: "client", clientSecret: "secret", webhookIds: ["WH-1"], deadlineMs };
  return {
    gateway: createPaypalGateway({ ...settings, apiBase: sandbox.url }, sender),
    unreachable: createPaypalGateway({ ...settings, apiBase: "http://127.0.0.1:1" }, sender),
    currency,
    instruments: {
      good: account("ava"),
      without_funds: account("ben"),
      wants_customer: account("cleo"),
      stolen: account("dan"),
    },
    remembersRefusals: false,
    tooLargeCaptureMinor,
    callCount,
    now: async () => toInstant(sandbox.clock.nowMs()),
    breakNextCall: async (fault, operation) =>
      void sandbox.faults.add(parseFaultRule({ gateway: "paypal", ...calls[operation], ...faults[fault] })),
    countEffects: async (operation, request) => countEffects(sandbox, operation, request),
    letHoldsLapse: async () => sandbox.moveClock(sandbox.clock.offsetMs + 30 * DAY_MS),
    letRenewalBegin: async () => sandbox.moveClock(sandbox.clock.offsetMs + 4 * DAY_MS),
    async payHostedPage(url) {
      const body = new URLSearchParams({ answer: "agree", buyer: "ava" });
      const response = await fetch(url, { method: "POST", redirect: "manual", body });
      if (response.status >= 400) throw new Error(`the page answered ${response.status}`);
    },
    disputes: {
      open: async (reference) => openDispute(sandbox.paypal, known(sandbox.paypal.state.captures.get(reference))).id,
      close: async (reference, verdict) =>
        void closeDispute(sandbox.paypal, known(sandbox.paypal.state.disputes.get(reference)), verdict),
    },
    async close() {
      sender.close();
      await sandbox.close();
    },
  };
}

function known<T>(record: T | undefined): T {
  if (record === undefined) throw new Error("PayPal does not know it");
  return record;
}

function account(buyer: string): Instrument {
  return { kind: "paypal", token: `sandbox_vault_${buyer}`, customerToken: null };
}

/** Counts what carries out an operation: not the access token, and not the order that holds nothing yet. */
function countingSender(): { sender: Sender; callCount: () => number } {
  const sender = createSender();
  let calls = 0;
  return {
    callCount: () => calls,
    sender: {
      ...sender,
      send(request) {
        const isPreparation =
          request.headers[correlationHeader] === undefined || request.headers["PayPal-Request-Id"]?.endsWith(".order");
        if (!isPreparation) calls += 1;
        return sender.send(request);
      },
    },
  };
}

/** Reads the sandbox's own books, past the API under test. */
function countEffects<O extends GatewayOperation>(
  { paypal }: Sandbox,
  operation: O,
  request: GatewayOperations[O]["request"],
): number {
  const { orders, authorizations, captures, refunds } = paypal.state;
  const { operationId } = request;
  const ofOperation = (item: { readonly customId: string | null }) => item.customId === operationId;
  switch (operation) {
    case "authorize":
      return [...authorizations].filter(ofOperation).length;
    case "authorize_and_capture":
      return [...captures].filter(ofOperation).length;
    case "capture":
      return "authorizationReference" in request
        ? [...captures.recordsOf("authorization", request.authorizationReference)].length
        : 0;
    case "void":
      return "authorizationReference" in request &&
        authorizations.get(request.authorizationReference)?.status === "VOIDED"
        ? 1
        : 0;
    case "refund":
      return [...refunds].filter(ofOperation).length;
    case "renew":
      return [...authorizations].filter(
        ({ parent }) => "authorizationReference" in request && parent === request.authorizationReference,
      ).length;
    case "open_hosted_page":
      return [...orders].filter(ofOperation).length;
    default:
      return "sessionReference" in request && orders.get(request.sessionReference)?.customId === `closed.${operationId}`
        ? 1
        : 0;
  }
}
