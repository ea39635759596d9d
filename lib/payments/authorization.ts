import type { AuthorizationStatus } from "./authorization-state";
import type { GatewayName, Initiator } from "./gateway";
import type { AuthorizationId, PaymentMethodId } from "./ids";
import type { Instant } from "./instant";
import type { Money } from "./money";

/** Where the end of a hold comes from: the gateway's own date, a window of our settings, or the house default of 29 days. */
export const expirySources = ["gateway", "window", "default"] as const;
export type ExpirySource = (typeof expirySources)[number];

/** One hold. `captured` plus `reserved` (captures asked for, no answer yet) never exceed `amount`; the database holds that too (I1). */
export type Authorization = {
  readonly id: AuthorizationId;
  readonly paymentMethodId: PaymentMethodId;
  readonly gateway: GatewayName;
  readonly gatewayReference: string | null;
  readonly status: AuthorizationStatus;
  readonly initiator: Initiator;
  readonly amount: Money;
  readonly captured: Money;
  readonly reserved: Money;
  readonly canCaptureAgain: boolean;
  /** Its gateway raises this very hold, and has not refused to. */
  readonly canIncrease: boolean;
  readonly authorizedAt: Instant | null;
  readonly expiresAt: Instant | null;
  readonly expirySource: ExpirySource | null;
  /** Until when the funds are promised, where that ends before the hold does (PayPal: 3 days in 29). */
  readonly guaranteedUntil: Instant | null;
  /** The dead hold that this one took over from (P17). */
  readonly replacesId: AuthorizationId | null;
};
