import type { HouseReason } from "@/lib/payments/decline-reasons";
import type {
  Gateway,
  GatewayOperation,
  GatewayOperations,
  GatewayOutcome,
  Instrument,
  OutcomeKind,
  RequestIdentity,
} from "@/lib/payments/gateway";
import { HOUR_MS, type Instant, later } from "@/lib/payments/instant";
import { type Money, money } from "@/lib/payments/money";

/** How a call can go wrong on its way, and whether the far side acted all the same. */
export const contractFaults = {
  connection_closed_before: { outcome: "unconfirmed", hasEffect: false },
  connection_closed_after: { outcome: "unconfirmed", hasEffect: true },
  answer_after_deadline: { outcome: "unconfirmed", hasEffect: true },
  server_error_before: { outcome: "unconfirmed", hasEffect: false },
  server_error_after: { outcome: "unconfirmed", hasEffect: true },
  foreign_page: { outcome: "unconfirmed", hasEffect: true },
  empty_answer: { outcome: "unconfirmed", hasEffect: true },
  half_answer: { outcome: "unconfirmed", hasEffect: true },
  same_key_in_progress: { outcome: "unconfirmed", hasEffect: false },
  object_locked: { outcome: "unconfirmed", hasEffect: false },
  too_many_requests: { outcome: "not_sent", hasEffect: false },
} as const satisfies Record<string, { outcome: OutcomeKind; hasEffect: boolean }>;
export type ContractFault = keyof typeof contractFaults;

/** What can happen to a gateway that no HTTP lies before, because its ledger is our own database. */
export const ledgerFaults = {
  connection_lost_at_the_start: { outcome: "not_sent", hasEffect: false },
  connection_lost_before_commit: { outcome: "unconfirmed", hasEffect: false },
  killed_between_commit_and_answer: { outcome: "unconfirmed", hasEffect: true },
} as const satisfies Record<string, { outcome: OutcomeKind; hasEffect: boolean }>;
export type LedgerFault = keyof typeof ledgerFaults;

/** Instruments that their gateway refuses, and why. */
export type RefusedInstrument = "without_funds" | "wants_customer" | "stolen" | "unknown" | "in_use";
export type ContractOptions = {
  readonly faults?: Readonly<Record<string, { readonly outcome: OutcomeKind; readonly hasEffect: boolean }>>;
  readonly refusals?: Readonly<Partial<Record<RefusedInstrument, HouseReason>>>;
};

/** The far side, as a test drives it: not through the gateway under test. */
export type ContractBench = {
  readonly gateway: Gateway;
  /** The same gateway with an address where nobody listens. */
  readonly unreachable: Gateway;
  /** `good` may be another one each time it is read. */
  readonly instruments: Readonly<Record<"good", Instrument> & Partial<Record<RefusedInstrument, Instrument>>>;
  readonly currency: string;
  /** False where a refused call leaves no trace that could be asked for: then an enquiry finds nothing, which is as true. */
  readonly remembersRefusals?: boolean;
  /** The smallest sum of captures of `heldMinor` that the far side refuses; one more than the hold unless it lets merchants take more. */
  readonly tooLargeCaptureMinor?: number;
  /** Calls that an operation sends, without what some gateways need before it (a token, an order that holds nothing yet). */
  callCount(): number;
  now(): Promise<Instant>;
  breakNextCall(fault: ContractFault, operation: GatewayOperation): Promise<void>;
  /** The same for a ledger of our own. */
  breakNextWrite?(fault: LedgerFault): void;
  /** How often the far side's own books show an effect of this operation. */
  countEffects<O extends GatewayOperation>(operation: O, request: GatewayOperations[O]["request"]): Promise<number>;
  letHoldsLapse(): Promise<void>;
  /** Moves time on to where a hold may be renewed; only of gateways that renew. */
  letRenewalBegin?(): Promise<void>;
  payHostedPage(url: string): Promise<void>;
  /** What payers and their banks do with a captured payment; only of gateways that tell of it. */
  readonly disputes?: {
    open(captureReference: string): Promise<string>;
    close(disputeReference: string, verdict: "won" | "lost"): Promise<void>;
    /** How often evidence was submitted, where the gateway takes it. */
    submissions?(disputeReference: string): number;
  };
  close(): Promise<void>;
};

export const heldMinor = 24_118;

/** Requests as operations would make them, each with an identity of its own. */
export class ContractRequests {
  #orders = 0;

  constructor(private readonly bench: ContractBench) {}

  identity(): RequestIdentity {
    this.#orders += 1;
    const operationId = crypto.randomUUID();
    return { operationId, idempotencyKey: `${operationId}:1`, storeId: "store_1", orderNumber: `W-${this.#orders}` };
  }

  amount(minor = heldMinor): Money {
    return money(minor, this.bench.currency);
  }

  authorize(instrument: Instrument = this.bench.instruments.good): GatewayOperations["authorize"]["request"] {
    return { ...this.identity(), amount: this.amount(), instrument, initiator: "merchant" };
  }

  async held(): Promise<{ readonly authorizationReference: string }> {
    const { authorizationReference } = factsOf(await this.bench.gateway.run("authorize", this.authorize()));
    return { authorizationReference };
  }

  async captured(): Promise<{ readonly authorizationReference: string; readonly captureReference: string }> {
    return factsOf(await this.bench.gateway.run("authorize_and_capture", this.authorize()));
  }

  capture(authorizationReference: string, minor = heldMinor): GatewayOperations["capture"]["request"] {
    return { ...this.identity(), authorizationReference, amount: this.amount(minor), isFinal: true };
  }

  async page(): Promise<GatewayOperations["open_hosted_page"]["request"]> {
    return {
      ...this.identity(),
      amount: this.amount(),
      description: "Order W-1001",
      customerToken: null,
      email: null,
      successUrl: "https://desk.test/done",
      cancelUrl: "https://desk.test/back",
      expiresAt: later(await this.bench.now(), HOUR_MS),
      locale: "en-US",
    };
  }

  /** A request of the operation, with all that must exist before it. */
  async of(operation: GatewayOperation): Promise<GatewayOperations[GatewayOperation]["request"]> {
    switch (operation) {
      case "authorize":
      case "authorize_and_capture":
        return this.authorize();
      case "capture":
        return this.capture((await this.held()).authorizationReference);
      case "void":
        return { ...this.identity(), ...(await this.held()) };
      case "increase":
        return { ...this.identity(), ...(await this.held()), newTotal: this.amount(30_000) };
      case "renew": {
        const held = await this.held();
        await this.bench.letRenewalBegin?.();
        return { ...this.identity(), ...held, amount: this.amount() };
      }
      case "refund": {
        const { captureReference } = await this.captured();
        return { ...this.identity(), captureReference, amount: this.amount(1_000) };
      }
      case "open_hosted_page":
        return this.page();
      case "close_hosted_page": {
        if (!this.bench.gateway.capabilities.hasHostedPage) return { ...this.identity(), sessionReference: "none" };
        const { sessionReference } = factsOf(await this.bench.gateway.run("open_hosted_page", await this.page()));
        return { ...this.identity(), sessionReference };
      }
    }
  }
}

export function factsOf<Facts>(outcome: GatewayOutcome<Facts>): Facts {
  if (outcome.kind !== "succeeded")
    throw new Error(`expected success, got ${outcome.kind} ${JSON.stringify(outcome.exchange)}`);
  return outcome.facts;
}
