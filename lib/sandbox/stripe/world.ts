import type { SandboxClock } from "../clock";
import type { DueQueue } from "../due-queue";
import type { Faults } from "../faults";
import type { StripeState } from "./stripe-state";

/** Which API call caused an event. */
export interface RequestMark {
  readonly id: string;
  readonly idempotencyKey: string | null;
}

/** Everything that a Stripe operation may touch. */
export interface StripeWorld {
  readonly clock: SandboxClock;
  readonly due: DueQueue;
  readonly faults: Faults;
  readonly grantsCardFeatures: boolean;
  readonly merchantName: string;
  readonly state: StripeState;
  /** The sandbox's own address, known once it listens. */
  readonly origin: () => string;
  /** Told of every new event, to send it out. */
  readonly announce: (eventId: string) => void;
  /** The API call that is being carried out; none while a page or the clock acts. */
  mark: RequestMark | null;
}
