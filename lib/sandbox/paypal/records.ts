/** What the sandbox stores of PayPal's world. Renderers turn these into PayPal's objects; a changed record is a new object, never the old one altered. */

/** Whole units of the currency as PayPal counts them: cents, or yen where there are no decimals. */
export interface Amount {
  readonly currency: string;
  readonly units: number;
}

export type OrderIntent = "AUTHORIZE" | "CAPTURE";
export type OrderStatus = "CREATED" | "PAYER_ACTION_REQUIRED" | "APPROVED" | "COMPLETED";

export interface OrderRecord {
  readonly id: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly intent: OrderIntent;
  readonly status: OrderStatus;
  readonly amount: Amount;
  readonly referenceId: string;
  readonly description: string | null;
  readonly customId: string | null;
  readonly invoiceId: string | null;
  readonly returnUrl: string | null;
  readonly cancelUrl: string | null;
  readonly brandName: string | null;
  /** The payer's account is to be kept for later payments without them. */
  readonly isToBeVaulted: boolean;
  /** Key of the test buyer who agreed, or whose kept account pays. */
  readonly buyer: string | null;
  readonly vaultId: string | null;
  /** Three hours after creation, and again after approval; past it the order is gone. */
  readonly endsMs: number;
}

export interface AuthorizationRecord {
  readonly id: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly order: string;
  /** The authorization that this one renews. */
  readonly parent: string | null;
  readonly amount: Amount;
  readonly status: "CREATED" | "PARTIALLY_CAPTURED" | "CAPTURED" | "VOIDED";
  readonly hasExpired: boolean;
  readonly isClosedByFinalCapture: boolean;
  readonly buyer: string;
  readonly customId: string | null;
  readonly invoiceId: string | null;
  /** Day 29 of the first authorization; a renewal never moves it. */
  readonly expiresMs: number;
}

export interface CaptureRecord {
  readonly id: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly order: string;
  readonly authorization: string | null;
  readonly amount: Amount;
  readonly isFinal: boolean;
  readonly status: "COMPLETED" | "PENDING" | "DECLINED" | "PARTIALLY_REFUNDED" | "REFUNDED";
  readonly buyer: string;
  readonly customId: string | null;
  readonly invoiceId: string | null;
  readonly resolvesMs: number | null;
  readonly resolvesTo: "COMPLETED" | "DECLINED" | null;
}

export interface RefundRecord {
  readonly id: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly order: string;
  readonly capture: string;
  readonly amount: Amount;
  readonly status: "COMPLETED" | "PENDING" | "FAILED";
  readonly customId: string | null;
  readonly invoiceId: string | null;
  readonly note: string | null;
  readonly resolvesMs: number | null;
  readonly resolvesTo: "COMPLETED" | "FAILED" | null;
}

/** What a payer wants back through PayPal or their bank. */
export interface DisputeRecord {
  readonly id: string;
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly capture: string;
  readonly amount: Amount;
  readonly reason: "MERCHANDISE_OR_SERVICE_NOT_RECEIVED" | "UNAUTHORISED";
  readonly stage: "INQUIRY" | "CHARGEBACK";
  readonly status: "WAITING_FOR_SELLER_RESPONSE" | "UNDER_REVIEW" | "RESOLVED";
  readonly outcome: "RESOLVED_BUYER_FAVOUR" | "RESOLVED_SELLER_FAVOUR" | null;
  /** What the payer got, where it went their way. */
  readonly refunded: Amount | null;
}

/** A payer's account that the merchant may charge later. */
export interface VaultRecord {
  readonly id: string;
  readonly buyer: string;
  readonly customer: string;
}

export interface EventRecord {
  readonly id: string;
  readonly createdMs: number;
  readonly type: string;
  readonly resourceType: string;
  readonly resourceVersion: string;
  readonly summary: string;
  /** The object as it was at the moment of the event. */
  readonly resource: unknown;
}

export type ResourceKind = "order" | "authorization" | "capture" | "refund";

/** What a `PayPal-Request-Id` led to. */
export interface RememberedRequest {
  /** Operation and key. */
  readonly id: string;
  readonly atMs: number;
  readonly kind: ResourceKind;
  readonly resource: string;
}
