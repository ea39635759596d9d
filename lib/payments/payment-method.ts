import type { HouseReason } from "./decline-reasons";
import type { GatewayName, MethodKind } from "./gateway";
import type { PaymentMethodId } from "./ids";
import type { Money } from "./money";

export const paymentMethodStatuses = ["active", "suspended", "removed"] as const;
export type PaymentMethodStatus = (typeof paymentMethodStatuses)[number];

/** A way to pay on one order, in the sequence in which it is charged. */
export type PaymentMethod = {
  readonly id: PaymentMethodId;
  readonly kind: MethodKind;
  readonly gateway: GatewayName;
  /** The gateway's token; null until the payer has given one (a hosted page will). */
  readonly token: string | null;
  readonly customerToken: string | null;
  readonly brand: string | null;
  readonly last4: string | null;
  /** Order of charging configured for the kind; 0 goes first. Ties are decided by `sequence`, the order on the order. */
  readonly chargeSequence: number;
  readonly sequence: number;
  readonly status: PaymentMethodStatus;
  /** Why it was refused last; null since it worked. */
  readonly lastReason: HouseReason | null;
  /** At most this much; null means unlimited: it takes the whole remainder. */
  readonly limit: Money | null;
  /** Exactly this much, where it was fixed. */
  readonly fixed: Money | null;
  /** Funds known to be available (gift card, line of credit); null where nobody knows. */
  readonly available: Money | null;
};
