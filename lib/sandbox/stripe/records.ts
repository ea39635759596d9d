import type { CardBrand, CardFunding } from "./card-numbers";

/** What the sandbox stores. Renderers turn these into Stripe's objects; a changed record is a new object, never the old one altered. */

export type Metadata = Readonly<Record<string, string>>;

export interface AddressRecord {
  readonly city: string | null;
  readonly country: string | null;
  readonly line1: string | null;
  readonly line2: string | null;
  readonly postal_code: string | null;
  readonly state: string | null;
}

export interface ShippingRecord {
  readonly address: AddressRecord;
  readonly name: string;
  readonly phone: string | null;
}

export interface BillingRecord {
  readonly address: AddressRecord | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly phone: string | null;
}

export interface CustomerRecord {
  readonly id: string;
  readonly created: number;
  readonly isDeleted: boolean;
  readonly address: AddressRecord | null;
  readonly balance: number;
  readonly defaultPaymentMethod: string | null;
  readonly description: string | null;
  readonly email: string | null;
  readonly invoicePrefix: string;
  readonly metadata: Metadata;
  readonly name: string | null;
  readonly phone: string | null;
  readonly preferredLocales: readonly string[];
  readonly shipping: ShippingRecord | null;
}

export interface CardRecord {
  /** Which test card this is; its behaviour is looked up by this name. */
  readonly token: string;
  readonly brand: CardBrand;
  readonly country: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly fingerprint: string;
  readonly funding: CardFunding;
  readonly last4: string;
  readonly cvcCheck: "pass" | "fail" | "unchecked" | null;
}

export interface PaymentMethodRecord {
  readonly id: string;
  readonly created: number;
  readonly allowRedisplay: "always" | "limited" | "unspecified";
  readonly billing: BillingRecord;
  readonly card: CardRecord;
  readonly customer: string | null;
  /** Detached, or charged once without belonging to a customer: Stripe does not let it be used again. */
  readonly isSpent: boolean;
  /** The cardholder has authenticated once for later payments without them. */
  readonly isSetUpOffSession: boolean;
  readonly metadata: Metadata;
}

export interface ErrorRecord {
  readonly type: "card_error" | "invalid_request_error";
  readonly code: string;
  readonly declineCode: string | null;
  readonly message: string;
  readonly param: string | null;
  readonly charge: string | null;
  readonly adviceCode: string | null;
  readonly networkAdviceCode: string | null;
  readonly networkDeclineCode: string | null;
  readonly paymentMethod: PaymentMethodRecord | null;
}

export type Availability = "if_available" | "never";

export interface CardOptionsRecord {
  readonly request_extended_authorization?: Availability;
  readonly request_incremental_authorization?: Availability;
  readonly request_multicapture?: Availability;
  readonly request_overcapture?: Availability;
  readonly request_three_d_secure?: "any" | "automatic" | "challenge";
  readonly setup_future_usage?: "none" | "off_session" | "on_session";
}

export type IntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "requires_capture"
  | "succeeded"
  | "canceled";

export type IntentCancellationReason =
  | "abandoned"
  | "automatic"
  | "duplicate"
  | "expired"
  | "fraudulent"
  | "requested_by_customer";

/** A confirmation that waits for the cardholder to authenticate. */
export interface ChallengeRecord {
  readonly returnUrl: string | null;
  readonly isRedirect: boolean;
}

export interface PaymentIntentRecord {
  readonly id: string;
  readonly created: number;
  readonly allowedPaymentMethodTypes: readonly string[] | null;
  readonly amount: number;
  readonly amountCapturable: number;
  readonly amountReceived: number;
  readonly automaticPaymentMethods: { readonly enabled: boolean; readonly allow_redirects?: "always" | "never" } | null;
  readonly canceledAt: number | null;
  readonly cancellationReason: IntentCancellationReason | null;
  readonly captureMethod: "automatic" | "automatic_async" | "manual";
  readonly cardOptions: CardOptionsRecord;
  readonly challenge: ChallengeRecord | null;
  readonly checkoutSession: string | null;
  readonly clientSecret: string;
  readonly confirmationMethod: "automatic" | "manual";
  readonly confirmations: number;
  readonly currency: string;
  readonly customer: string | null;
  readonly description: string | null;
  readonly lastError: ErrorRecord | null;
  readonly latestCharge: string | null;
  readonly metadata: Metadata;
  readonly paymentMethod: string | null;
  readonly receiptEmail: string | null;
  readonly setupFutureUsage: "off_session" | "on_session" | null;
  readonly shipping: ShippingRecord | null;
  readonly statementDescriptor: string | null;
  readonly statementDescriptorSuffix: string | null;
  readonly status: IntentStatus;
  readonly transferGroup: string | null;
}

export interface OutcomeRecord {
  readonly type: "authorized" | "issuer_declined" | "blocked";
  readonly networkStatus: "approved_by_network" | "declined_by_network" | "not_sent_to_network";
  readonly reason: string | null;
  readonly riskLevel: "normal" | "elevated" | "highest";
  readonly riskScore: number;
  readonly sellerMessage: string;
  readonly adviceCode: string | null;
  readonly networkAdviceCode: string | null;
  readonly networkDeclineCode: string | null;
}

export interface CardFeatures {
  readonly extendedAuthorization: boolean;
  readonly incrementalAuthorization: boolean;
  readonly multicapture: boolean;
  readonly overcaptureMaximum: number | null;
}

export interface ChargeRecord {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly amountCaptured: number;
  /** Money given back plus the part of the hold that was released: Stripe counts both here. */
  readonly amountRefunded: number;
  readonly amountReleased: number;
  readonly authorizationCode: string | null;
  readonly balanceTransaction: string | null;
  readonly billing: BillingRecord;
  readonly captureBefore: number | null;
  readonly captureMethod: "automatic" | "automatic_async" | "manual";
  readonly captureFailures: number;
  readonly captures: number;
  readonly card: CardRecord;
  readonly currency: string;
  readonly customer: string | null;
  readonly description: string | null;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  readonly features: CardFeatures;
  readonly hasExpired: boolean;
  readonly isCaptured: boolean;
  readonly isDisputed: boolean;
  readonly isMoto: boolean;
  readonly isAuthenticated: boolean;
  readonly increments: number;
  readonly metadata: Metadata;
  readonly outcome: OutcomeRecord;
  readonly paymentIntent: string;
  readonly paymentMethod: string;
  readonly receiptEmail: string | null;
  readonly shipping: ShippingRecord | null;
  readonly statementDescriptorSuffix: string | null;
  readonly status: "succeeded" | "failed";
  readonly transferGroup: string | null;
}

export interface RefundRecord {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly balanceTransaction: string | null;
  readonly charge: string;
  readonly currency: string;
  readonly customer: string | null;
  readonly failureReason: string | null;
  /** The uncaptured part of a hold given free, not money returned. */
  readonly isRelease: boolean;
  readonly metadata: Metadata;
  readonly paymentIntent: string;
  readonly paymentMethod: string;
  readonly reason: "duplicate" | "fraudulent" | "requested_by_customer" | "expired_uncaptured_charge" | null;
  readonly resolvesAt: number | null;
  readonly resolvesTo: "succeeded" | "failed" | null;
  readonly status: "pending" | "succeeded" | "failed" | "canceled";
}

export type SubjectKind =
  | "charge"
  | "checkout_session"
  | "customer"
  | "dispute"
  | "payment_intent"
  | "payment_method"
  | "refund"
  | "setup_intent";

export interface EventRecord {
  readonly id: string;
  readonly created: number;
  readonly apiVersion: string;
  readonly idempotencyKey: string | null;
  readonly kind: SubjectKind;
  readonly previous: Readonly<Record<string, unknown>> | null;
  readonly requestId: string | null;
  /** The version of the record at the moment of the event. */
  readonly subject: unknown;
  readonly type: string;
}
