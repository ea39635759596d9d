import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/payments/instant";

/** What a receiver made of a message. `down`: it says nothing about the message, only that nobody could take it. */
export type Delivery = {
  readonly kind: "delivered" | "refused" | "down" | "gone";
  /** In a few words, for people: `200`, `connection refused`. */
  readonly answer: string;
};

type Sent = { readonly kind: string; readonly status?: number | null; readonly cause?: string };

const causeWords: Readonly<Record<string, string>> = {
  econnrefused: "connection refused",
  econnreset: "connection cut",
  enotfound: "no such host",
  eai_again: "no such host",
  deadline_passed: "no answer in 10 s",
  not_public: "host is not public",
};

/** Any 2xx takes it; 410 asks for silence; a redirect or another 4xx refuses this message; all else is an outage. */
export function judgeDelivery({ kind, status, cause }: Sent): Delivery {
  if (kind !== "answered" || typeof status !== "number")
    return { kind: "down", answer: causeWords[cause ?? ""] ?? "no answer" };
  const answer = `${status}`;
  if (status >= 200 && status < 300) return { kind: "delivered", answer };
  if (status === 410) return { kind: "gone", answer };
  return { kind: status >= 300 && status < 500 && status !== 408 && status !== 429 ? "refused" : "down", answer };
}

const waits = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS];
const GIVEN_UP_AFTER_MS = 3 * DAY_MS;

/**
 * How long a message waits after its `tries`th try failed; null when it is given up and shown to a person.
 * `chance` in [0, 1) spreads the tries, so that what failed together does not come back together.
 */
export function waitBeforeNextTry(tries: number, ageMs: number, chance: number): number | null {
  if (ageMs >= GIVEN_UP_AFTER_MS) return null;
  const wait = waits[Math.min(tries, waits.length) - 1] ?? SECOND_MS;
  return Math.round(wait * (0.8 + 0.4 * chance));
}

/** From so many failures in a row on, an endpoint is taken to be down. */
export const DOWN_AFTER = 5;
const rests = [MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 10 * MINUTE_MS, 15 * MINUTE_MS];

/** How long an endpoint is left alone after its `failures`th failure in a row; 0: not yet. Then one message tries it, and the rest follow when it is taken. */
export function restAfter(failures: number): number {
  if (failures < DOWN_AFTER) return 0;
  return rests[Math.min(failures - DOWN_AFTER, rests.length - 1)] ?? 0;
}
