import { type Instant, MINUTE_MS } from "./instant";

/** How one idempotency key has been used so far. */
export type KeyUse = {
  readonly firstSentAt: Instant;
  /** How often the gateway answered this key with an error of its own (HTTP 5xx). */
  readonly serverErrors: number;
  /** How long the gateway remembers a key. */
  readonly keyMemoryMs: number;
};

/** Clocks differ, and a call takes its time: the key is given up a little before the gateway forgets it. */
const marginMs = 5 * MINUTE_MS;

/** A gateway that stores its errors repeats them for as long as it remembers the key; twice is enough to know. */
const errorsThatRepeat = 2;

/**
 * Which key a call is sent under when the gateway firmly knows nothing of it (DC-3). The same one, so that a first call which is still on its
 * way cannot become a second effect; a new one where the gateway has forgotten the old, or answers it with a remembered error. Never asked
 * while the gateway is silent: then nothing is sent at all.
 */
export function keyAfterNothing(use: KeyUse, now: Instant): "same_key" | "new_key" {
  const isForgotten = now - use.firstSentAt >= use.keyMemoryMs - marginMs;
  return isForgotten || use.serverErrors >= errorsThatRepeat ? "new_key" : "same_key";
}
