import { MINUTE_MS } from "./instant";

/** How long a worker may keep an attempt without a sign of life. Longer than any call's deadline. */
export const leaseMs = MINUTE_MS;

/**
 * Whether the holder of an attempt, which took it so many milliseconds ago, may begin a call that moves money. A worker that was stopped in between for
 * longer than its lease has been given up: another may have asked about the attempt since, ended it or sent it under another key, and the gateway may have
 * forgotten this one. It leaves the attempt to the enquiry (CC-4, DC-3).
 */
export function mayBeginCall(heldForMs: number): boolean {
  return heldForMs < leaseMs;
}
