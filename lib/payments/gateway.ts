import type { HouseReason } from "./decline-reasons";
import type { GatewayCapabilities } from "./gateway-capabilities";
import type { Instant } from "./instant";
import type { Money } from "./money";

/** The far sides that Paydesk can ask for money. The last four keep their ledger in our own house. */
export const gatewayNames = ["stripe", "paypal", "stored_value", "customer_account", "check", "offline"] as const;
export type GatewayName = (typeof gatewayNames)[number];

export const methodKinds = [
  "card",
  "paypal",
  "stored_value",
  "customer_account",
  "check",
  "bank_slip",
  "offline",
] as const;
export type MethodKind = (typeof methodKinds)[number];

/** Who is present when money is asked for. Holds asked for by the merchant alone are shorter and cannot be challenged. */
export type Initiator = "customer" | "merchant";

/** One gateway. Implementations never throw for what a gateway answered or did not answer: that is an outcome. */
export type Gateway = {
  readonly name: GatewayName;
  readonly capabilities: GatewayCapabilities;
  run<O extends GatewayOperation>(
    operation: O,
    request: GatewayOperations[O]["request"],
  ): Promise<GatewayOutcome<GatewayOperations[O]["facts"]>>;
  /** Asks by our own reference (`operationId`) whether an earlier call had an effect. Sends nothing that moves money. */
  enquire<O extends GatewayOperation>(
    operation: O,
    request: GatewayOperations[O]["request"],
    since: Instant,
  ): Promise<EnquiryAnswer<GatewayOperations[O]["facts"]>>;
  readAuthorization(authorizationReference: string): Promise<AuthorizationState>;
  readHostedPage(sessionReference: string): Promise<HostedPageState>;
  /** Signature over the raw body, constant time, signed time within 5 minutes of `now`; undefined when it is not authentic. Some gateways sign with a certificate that must be fetched first. */
  readNotification(
    rawBody: string,
    headers: Readonly<Record<string, string>>,
    now: Instant,
  ): Notification | undefined | Promise<Notification | undefined>;
  /** What happened in a window, for a gateway that keeps such a list: days of silence are made good by asking (WH-5). Absent: it keeps none. */
  readonly listNotifications?: (window: TimeWindow, cursor: string | null) => Promise<NotificationPage>;
  /** Absent: payers do not dispute there. */
  readonly readDispute?: (disputeReference: string) => Promise<DisputeState>;
  /** Answers a dispute once; after silence the dispute is read, and sent again under the same key where nothing has come. Absent: it is answered elsewhere. */
  readonly answerDispute?: (request: AnswerDisputeRequest) => Promise<GatewayOutcome<DisputeAnswerFacts>>;
  /** Absent: the gateway's ledger is our own, or cannot be read. */
  readonly books?: GatewayBooks;
};

/** Every operation of the port with its request and its facts; the one place that names them. */
export type GatewayOperations = {
  authorize: { request: AuthorizeRequest; facts: AuthorizationFacts };
  authorize_and_capture: { request: AuthorizeAndCaptureRequest; facts: AuthorizeAndCaptureFacts };
  capture: { request: CaptureRequest; facts: CaptureFacts };
  void: { request: VoidRequest; facts: VoidFacts };
  refund: { request: RefundRequest; facts: RefundFacts };
  increase: { request: IncreaseRequest; facts: AuthorizationFacts };
  renew: { request: RenewRequest; facts: AuthorizationFacts };
  open_hosted_page: { request: OpenHostedPageRequest; facts: HostedPageFacts };
  close_hosted_page: { request: CloseHostedPageRequest; facts: { readonly sessionReference: string } };
};
export type GatewayOperation = keyof GatewayOperations;
export type GatewayCall = {
  [O in GatewayOperation]: { operation: O; request: GatewayOperations[O]["request"] };
}[GatewayOperation];

/** The six outcomes of every gateway call. `unconfirmed` may have happened: ask, never repeat blindly. `not_sent` certainly did not. */
export type GatewayOutcome<Facts> =
  | { readonly kind: "succeeded"; readonly facts: Facts; readonly exchange: Exchange }
  | { readonly kind: "pending"; readonly facts: Facts | null; readonly exchange: Exchange }
  | { readonly kind: "declined"; readonly reason: HouseReason; readonly exchange: Exchange }
  | { readonly kind: "rejected"; readonly reason: HouseReason; readonly exchange: Exchange }
  | { readonly kind: "not_sent"; readonly exchange: Exchange }
  | { readonly kind: "unconfirmed"; readonly exchange: Exchange };
export type OutcomeKind = GatewayOutcome<never>["kind"];

/** The redacted exchange behind an outcome, kept with the attempt: raw code, words and references, never a secret or card data. */
export type Exchange = {
  readonly rawCode: string | null;
  readonly rawMessage: string | null;
  readonly gatewayRequestId: string | null;
  readonly httpStatus: number | null;
  /** The networks' own advice, where given; scheme limits are counted on it. */
  readonly networkCode: string | null;
};

/** The gateway's answer to "did this operation of ours have an effect?": the outcome it would have had, firmly nothing, or still silence. */
export type EnquiryAnswer<Facts> =
  | { readonly kind: "found"; readonly outcome: GatewayOutcome<Facts> }
  | { readonly kind: "nothing"; readonly exchange: Exchange }
  | { readonly kind: "silent"; readonly exchange: Exchange };

/**
 * Every request names the intention (`operationId`, sent as a reference of ours so that the gateway can be asked about it later)
 * and the try (`idempotencyKey`: the same after silence, a new one after a definite answer).
 */
export type RequestIdentity = {
  readonly operationId: string;
  readonly idempotencyKey: string;
  readonly storeId: string;
  readonly orderNumber: string;
};

export type Instrument = {
  readonly kind: MethodKind;
  /** The gateway's own token of the payment method; never a card number. */
  readonly token: string;
  readonly customerToken: string | null;
};

export type AuthorizeRequest = RequestIdentity & {
  readonly amount: Money;
  readonly instrument: Instrument;
  readonly initiator: Initiator;
  /** Whether a hold of the usual length would end before the goods ship: a gateway that can is asked for a longer one, at its price. */
  readonly isLong?: boolean;
};
export type CaptureRequest = RequestIdentity & {
  readonly amount: Money;
  readonly authorizationReference: string;
  readonly isFinal: boolean;
};
export type AuthorizeAndCaptureRequest = AuthorizeRequest;
/** `authorizationReference` is the original hold's where the hold was renewed: a renewal lives and ends with its original. */
export type VoidRequest = RequestIdentity & { readonly authorizationReference: string };
export type RefundRequest = RequestIdentity & { readonly amount: Money; readonly captureReference: string };
export type IncreaseRequest = RequestIdentity & { readonly authorizationReference: string; readonly newTotal: Money };
/**
 * A new hold of `amount` in the place of an old one at its gateway, which lets go of the old one by itself. `authorizationReference` is that of the
 * first hold of the chain, since a renewal cannot be renewed everywhere; the facts carry the new hold's own reference and dates (AE-4).
 */
export type RenewRequest = RequestIdentity & { readonly authorizationReference: string; readonly amount: Money };
export type OpenHostedPageRequest = RequestIdentity & {
  readonly amount: Money;
  /** As of an authorization. */
  readonly isLong?: boolean;
  readonly description: string;
  readonly customerToken: string | null;
  readonly email: string | null;
  readonly successUrl: string;
  readonly cancelUrl: string;
  readonly expiresAt: Instant;
  readonly locale: string;
};
export type CloseHostedPageRequest = RequestIdentity & { readonly sessionReference: string };

/** What a hold is, in the gateway's own words. `expiresAt` is null where the gateway gives no date. */
export type AuthorizationFacts = {
  readonly authorizationReference: string;
  readonly amount: Money;
  readonly expiresAt: Instant | null;
  readonly guaranteedUntil: Instant | null;
  readonly instrument: InstrumentFacts | null;
  /** True where the hold never ends by itself; `expiresAt` is null then, and no window counts. */
  readonly isEndless?: boolean;
  /** True where a further capture from this very hold is possible; otherwise the first one spends it. */
  readonly canCaptureAgain?: boolean;
  /** True where the gateway raises this very hold (`increase`). */
  readonly canIncrease?: boolean;
};
export type InstrumentFacts = {
  readonly token: string;
  readonly customerToken: string | null;
  readonly brand: string | null;
  readonly last4: string | null;
  readonly expiryMonth: number | null;
  readonly expiryYear: number | null;
  /** The gateway's stable name for the card behind several tokens; retry budgets are counted on it. */
  readonly fingerprint: string | null;
};
export type CaptureFacts = { readonly captureReference: string; readonly amount: Money };
export type AuthorizeAndCaptureFacts = AuthorizationFacts & CaptureFacts;
export type VoidFacts = { readonly authorizationReference: string };
export type RefundFacts = { readonly refundReference: string; readonly amount: Money };
export type HostedPageFacts = {
  readonly sessionReference: string;
  /** Null where the page was over before its opening was answered. */
  readonly url: string | null;
  readonly expiresAt: Instant;
};

/** A hosted page as the gateway sees it now. */
export type HostedPageState =
  | { readonly kind: "open" }
  | { readonly kind: "expired" }
  /** The payer agreed and nothing is held yet: `instrument` stands for what they agreed to, to be authorized once. */
  | { readonly kind: "approved"; readonly instrument: Instrument }
  | { readonly kind: "authorized"; readonly authorization: AuthorizationFacts }
  | { readonly kind: "silent" };

/** A hold as the gateway sees it now. */
export type AuthorizationState =
  | { readonly kind: "open"; readonly facts: AuthorizationFacts; readonly capturable: Money }
  | {
      readonly kind: "captured";
      readonly facts: AuthorizationFacts;
      readonly captured: Money;
      readonly captureReference: string;
    }
  | { readonly kind: "expired" }
  | { readonly kind: "voided" }
  /** Not paid, or not any more: then with the reason why a payment that had counted was refused. */
  | { readonly kind: "unpaid"; readonly refusal?: LateRefusal }
  | { readonly kind: "silent" };

/** Why captured money was refused after it had counted as ours (X05). */
export type LateRefusal = {
  readonly reason: HouseReason;
  readonly rawCode: string | null;
  readonly rawMessage: string | null;
};

/** What a dispute is about. The hold that was captured is named only by gateways that tell it. */
export type DisputedPayment = {
  readonly captureReference: string;
  readonly authorizationReference?: string;
  readonly amount: Money;
};

/** A dispute as the gateway sees it now. */
export type DisputeState =
  | (DisputedPayment & {
      readonly kind: "open";
      /** Until when it takes our answer; null where it does not say. */
      readonly answerBy: Instant | null;
      /** Whether it has evidence of ours. */
      readonly isAnswered: boolean;
    })
  | (DisputedPayment & {
      readonly kind: "closed";
      /** Whether evidence of ours had come; null where it does not say. */
      readonly isAnswered: boolean | null;
    } & DisputeVerdict)
  | { readonly kind: "unknown" }
  | { readonly kind: "silent" };

/** How a dispute ended. `lost` is what the payer got, where that is less than what was disputed. */
export type DisputeVerdict = { readonly verdict: "won" | "lost"; readonly lost?: Money };

/** What is said in answer to a dispute: what a person wrote, and what the house knows. Days are YYYY-MM-DD. */
export type DisputeEvidence = {
  readonly text: string;
  readonly product: string;
  readonly customerName: string;
  readonly customerEmail: string | null;
  readonly shippedOn: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
};
/** `accept`: the payer keeps the money, and the dispute ends. */
export type DisputeAnswer =
  | { readonly kind: "evidence"; readonly evidence: DisputeEvidence }
  | { readonly kind: "accept" };
export type AnswerDisputeRequest = Pick<RequestIdentity, "operationId" | "idempotencyKey"> & {
  readonly disputeReference: string;
  readonly answer: DisputeAnswer;
};
export type DisputeAnswerFacts = { readonly disputeReference: string };

/** What a notification means to us. `ignored` is known and of no use; `unknown` is counted and shown. */
export type InterpretedNotification =
  | {
      readonly kind: "authorization_changed";
      readonly authorizationReference: string;
      readonly operationId: string | null;
    }
  | { readonly kind: "refund_changed"; readonly refundReference: string; readonly operationId: string | null }
  | { readonly kind: "hosted_page_changed"; readonly sessionReference: string; readonly operationId: string | null }
  | (DisputedPayment & {
      readonly kind: "disputed";
      readonly disputeReference: string;
      readonly answerBy?: Instant | null;
    })
  /** A capture that counted as done was refused after all: a bank debit that came back, a check that bounced (X05). */
  | { readonly kind: "capture_refused"; readonly captureReference: string; readonly refusal: LateRefusal }
  | ({ readonly kind: "dispute_closed"; readonly disputeReference: string } & DisputeVerdict)
  /** Something about a dispute changed: it is to be read. */
  | { readonly kind: "dispute_changed"; readonly disputeReference: string }
  | { readonly kind: "ignored" }
  | { readonly kind: "unknown" };

export type Notification = {
  readonly eventId: string;
  readonly type: string;
  readonly occurredAt: Instant;
  readonly meaning: InterpretedNotification;
};

/** A page of what a gateway says happened since a moment, in any order. `nextCursor` is null on the last one. */
export type NotificationPage =
  | { readonly kind: "page"; readonly notifications: readonly Notification[]; readonly nextCursor: string | null }
  | { readonly kind: "silent" };

/** Half open: from `from` on, before `to`. */
export type TimeWindow = { readonly from: Instant; readonly to: Instant };

/** The gateway's own books, for comparing with ours. Reads only. */
export type GatewayBooks = {
  /** Holds made in the window. */
  listHolds(window: TimeWindow, cursor: string | null): Promise<BookPage>;
  readHold(authorizationReference: string): Promise<BookedHold | "unknown" | "silent">;
};

/** A hold in the gateway's own books, with what became of its money. What a gateway let go of a hold is no refund and not in `refunded`. */
export type BookedHold = {
  readonly authorizationReference: string;
  /** Our marks on it; null on what others made. */
  readonly operationId: string | null;
  readonly storeId: string | null;
  readonly orderNumber: string | null;
  readonly createdAt: Instant;
  /** `other`: nothing is held or taken (not paid, being decided). */
  readonly state: "open" | "captured" | "expired" | "voided" | "other";
  readonly amount: Money;
  readonly captured: Money;
  readonly refunded: Money;
};
export type BookPage =
  | { readonly kind: "page"; readonly holds: readonly BookedHold[]; readonly nextCursor: string | null }
  | { readonly kind: "silent" };
