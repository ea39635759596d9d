import type { CaptureStatus, InvoiceStatus } from "./capture-state";
import type { HouseReason } from "./decline-reasons";
import type { AuthorizationId, CaptureId, InvoiceId } from "./ids";
import type { Instant } from "./instant";
import type { Money } from "./money";

/** What one shipped release is owed. */
export type Invoice = {
  readonly id: InvoiceId;
  readonly invoiceNumber: string;
  readonly releaseNo: number;
  readonly status: InvoiceStatus;
  readonly amount: Money;
  readonly captured: Money;
  /** Captures asked for whose answer is still out. */
  readonly reserved: Money;
  /** Numbered tries so far; the first capture is 1 (P05). */
  readonly attemptCount: number;
  readonly lastReason: HouseReason | null;
  /** The gateway's own code of the newest refusal; rules may look at it (P12). */
  readonly lastRawCode: string | null;
  readonly nextAttemptAt: Instant | null;
};

export type Capture = {
  readonly id: CaptureId;
  /** Null where the gateway took money that no invoice of ours had asked for. */
  readonly invoiceId: InvoiceId | null;
  readonly authorizationId: AuthorizationId;
  readonly status: CaptureStatus;
  readonly amount: Money;
  readonly refunded: Money;
  /** Being given back: refunds asked for whose answer is still out. */
  readonly refundReserved: Money;
  /** Disputed by the payer's bank, or taken back by it. */
  readonly disputed: Money;
  /** What of it pays for another order of the same lineage. */
  readonly applied: Money;
  readonly capturedAt: Instant | null;
};
