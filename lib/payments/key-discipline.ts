import { type Instant, MINUTE_MS } from "./instant";

/** How one idempotency key has been used so far. */
export type KeyUse = {
  readonly firstSentAt: Instant;
  /** When it was last sent, or may have been by a worker that then died. */
  readonly lastSentAt: Instant;
  /** How often the gateway answered this key with an error of its own (HTTP 5xx). */
  readonly serverErrors: number;
  /** How long the gateway remembers a key. */
  readonly keyMemoryMs: number;
};

/** Clocks differ, and a call takes its time: the key is given up a little before the gateway forgets it. */
const marginMs = 5 * MINUTE_MS;

/** A gateway that stores its errors repeats them for as long as it remembers the key; twice is enough to know. */
const errorsThatRepeat = 2;

/** How long a call may wander after nobody waits for it any more: its connection is torn down, and what the system still repeats of it has come to its end. */
const wanderingMs = 2 * MINUTE_MS;

/**
 * Which key a call is sent under when the gateway firmly knows nothing of it (DC-3). The same one, so that a first call which is still on its
 * way cannot become a second effect; a new one where the gateway has forgotten the old, or answers it with a remembered error. Under a new key a call
 * that still wanders would become a second effect: until it has had its time to arrive, none is sent. Never asked while the gateway is silent: then
 * nothing is sent at all.
 */
export function keyAfterNothing(use: KeyUse, now: Instant): "same_key" | "new_key" | "none_yet" {
  const isForgotten = now - use.firstSentAt >= use.keyMemoryMs - marginMs;
  if (!isForgotten && use.serverErrors < errorsThatRepeat) return "same_key";
  return now - use.lastSentAt < wanderingMs ? "none_yet" : "new_key";
}
