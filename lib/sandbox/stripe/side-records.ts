import type { CardOptionsRecord, CardRecord, ChallengeRecord, ErrorRecord, Metadata } from "./records";

/** Stored beside the payments themselves: what leads to one, and what may follow. */

export interface SetupIntentRecord {
  readonly id: string;
  readonly created: number;
  readonly cancellationReason: "abandoned" | "duplicate" | "requested_by_customer" | null;
  readonly challenge: ChallengeRecord | null;
  readonly clientSecret: string;
  readonly customer: string | null;
  readonly description: string | null;
  readonly lastError: ErrorRecord | null;
  readonly latestAttempt: string | null;
  readonly metadata: Metadata;
  readonly paymentMethod: string | null;
  readonly status: "requires_payment_method" | "requires_confirmation" | "requires_action" | "succeeded" | "canceled";
  readonly usage: "off_session" | "on_session";
}

export interface LineItemRecord {
  readonly id: string;
  readonly amount: number;
  readonly description: string;
  readonly priceId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly unitAmount: number;
}

export interface CheckoutSessionRecord {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly cancelUrl: string | null;
  readonly cardOptions: CardOptionsRecord;
  readonly captureMethod: "automatic" | "automatic_async" | "manual";
  readonly clientReferenceId: string | null;
  readonly currency: string;
  readonly customer: string | null;
  readonly customerCreation: "always" | "if_required" | null;
  readonly customerEmail: string | null;
  readonly customerName: string | null;
  readonly expiresAt: number;
  readonly hasRecovery: boolean;
  readonly intentDescription: string | null;
  readonly intentMetadata: Metadata;
  readonly lineItems: readonly LineItemRecord[];
  readonly locale: string | null;
  readonly metadata: Metadata;
  readonly paymentIntent: string | null;
  readonly paymentStatus: "paid" | "unpaid";
  readonly receiptEmail: string | null;
  readonly setupFutureUsage: "off_session" | "on_session" | null;
  readonly statementDescriptorSuffix: string | null;
  readonly status: "open" | "complete" | "expired";
  readonly submitType: "auto" | "book" | "donate" | "pay" | null;
  readonly successUrl: string;
}

export interface DisputeRecord {
  readonly id: string;
  readonly created: number;
  readonly amount: number;
  readonly card: CardRecord;
  readonly charge: string;
  readonly currency: string;
  readonly hasEvidence: boolean;
  /** How often evidence was submitted, which the bank looks at once. */
  readonly submissions: number;
  readonly metadata: Metadata;
  readonly networkReasonCode: string;
  readonly paymentIntent: string;
  readonly reason: "fraudulent" | "product_not_received";
  readonly status: "needs_response" | "warning_needs_response" | "under_review" | "won" | "lost" | "warning_closed";
}
