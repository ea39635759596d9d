import type {
  AuthorizeRequest,
  CaptureRequest,
  CloseHostedPageRequest,
  GatewayCall,
  IncreaseRequest,
  OpenHostedPageRequest,
  RefundRequest,
  VoidRequest,
} from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";

type Fields = Readonly<Record<string, unknown>>;

const identity = { operationId: "op_1", idempotencyKey: "key_1", storeId: "store_1", orderNumber: "W-1001" };

/** For tests: one request of each kind, as an operation would make it. */
export const sampleRequests: {
  readonly authorize: AuthorizeRequest;
  readonly capture: CaptureRequest;
  readonly void: VoidRequest;
  readonly refund: RefundRequest;
  readonly increase: IncreaseRequest;
  readonly open_hosted_page: OpenHostedPageRequest;
  readonly close_hosted_page: CloseHostedPageRequest;
} = {
  authorize: {
    ...identity,
    amount: money(24_118, "USD"),
    instrument: { kind: "card", token: "pm_1", customerToken: "cus_1" },
    initiator: "merchant",
  },
  capture: {
    ...identity,
    operationId: "op_2",
    amount: money(24_118, "USD"),
    authorizationReference: "pi_1",
    isFinal: true,
  },
  void: { ...identity, operationId: "op_3", authorizationReference: "pi_1" },
  refund: {
    ...identity,
    operationId: "op_4",
    amount: money(1_000, "USD"),
    captureReference: "ch_1",
  },
  increase: {
    ...identity,
    operationId: "op_5",
    authorizationReference: "pi_1",
    newTotal: money(30_000, "USD"),
  },
  open_hosted_page: {
    ...identity,
    operationId: "op_6",
    amount: money(24_118, "USD"),
    description: "Order W-1001",
    customerToken: null,
    email: "kim@customer.test",
    successUrl: "https://desk.test/pay/done",
    cancelUrl: "https://desk.test/pay/back",
    expiresAt: toInstant(1_795_000_000_000),
    locale: "en-US",
  },
  close_hosted_page: {
    ...identity,
    operationId: "op_7",
    sessionReference: "cs_1",
  },
};

export const sampleCalls: readonly GatewayCall[] = [
  { operation: "authorize", request: sampleRequests.authorize },
  { operation: "authorize_and_capture", request: sampleRequests.authorize },
  { operation: "capture", request: sampleRequests.capture },
  { operation: "void", request: sampleRequests.void },
  { operation: "refund", request: sampleRequests.refund },
  { operation: "increase", request: sampleRequests.increase },
  { operation: "open_hosted_page", request: sampleRequests.open_hosted_page },
  { operation: "close_hosted_page", request: sampleRequests.close_hosted_page },
];

export function sampleCharge(fields: Fields = {}): Fields {
  return {
    id: "ch_1",
    object: "charge",
    outcome: { type: "authorized", reason: null },
    payment_method_details: {
      type: "card",
      card: {
        brand: "visa",
        last4: "4242",
        exp_month: 4,
        exp_year: 2031,
        fingerprint: "fp_1",
        capture_before: 1_794_600_000,
      },
    },
    ...fields,
  };
}

export function sampleIntent(status: string, fields: Fields = {}): Fields {
  return {
    id: "pi_1",
    object: "payment_intent",
    status,
    amount: 24_118,
    amount_capturable: status === "requires_capture" ? 24_118 : 0,
    amount_received: status === "succeeded" ? 24_118 : 0,
    currency: "usd",
    customer: "cus_1",
    payment_method: "pm_1",
    cancellation_reason: null,
    last_payment_error: null,
    latest_charge: sampleCharge(),
    metadata: { operation_id: "op_1" },
    client_secret: "pi_1_secret_Abc123",
    ...fields,
  };
}

export function sampleRefund(status: string, fields: Fields = {}): Fields {
  return {
    id: "re_1",
    object: "refund",
    status,
    amount: 1_000,
    currency: "usd",
    charge: "ch_1",
    metadata: { operation_id: "op_4" },
    ...fields,
  };
}

export function sampleSession(status: string, fields: Fields = {}): Fields {
  return {
    id: "cs_1",
    object: "checkout.session",
    status,
    url: status === "open" ? "https://pay.test/cs_1" : null,
    expires_at: 1_795_000_000,
    payment_intent: null,
    metadata: { operation_id: "op_6" },
    ...fields,
  };
}

export function sampleError(type: string, code: string | null, fields: Fields = {}): Fields {
  return { error: { type, ...(code === null ? {} : { code }), message: `said: ${code ?? type}`, ...fields } };
}
