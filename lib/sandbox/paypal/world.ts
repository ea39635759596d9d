import type { SandboxClock } from "../clock";
import type { DueQueue } from "../due-queue";
import type { Faults } from "../faults";
import { randomId } from "../random-id";
import type { PaypalState } from "./paypal-state";

/** Everything that a PayPal operation may touch. */
export interface PaypalWorld {
  readonly clock: SandboxClock;
  readonly due: DueQueue;
  readonly faults: Faults;
  readonly merchantName: string;
  readonly state: PaypalState;
  /** The sandbox's own address, known once it listens. */
  readonly origin: () => string;
  /** Told of every new event, to send it out. */
  readonly announce: (eventId: string) => void;
}

/** PayPal's ids are seventeen capital letters and digits. */
export function newId(): string {
  return randomId("", 17).toUpperCase();
}
