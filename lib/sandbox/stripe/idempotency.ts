import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Collection } from "../collection";
import { StripeError } from "./stripe-error";

const KEPT_FOR_MS = 24 * 60 * 60 * 1000;
const PRUNED_AT_ONCE = 20;

export interface StoredResult {
  /** The key itself. */
  readonly id: string;
  readonly atMs: number;
  readonly fingerprint: string;
  readonly status: number;
  /** The body, packed: there may be hundreds of thousands. */
  readonly packed: string;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** What Stripe remembers of keys: the first result, errors included, for at least a day; and which are running now. */
export class IdempotencyKeys {
  readonly #results: Collection<StoredResult>;
  readonly #running = new Map<string, string>();

  constructor(results: Collection<StoredResult>) {
    this.#results = results;
  }

  /** The remembered answer, or null when the call is new. Throws on a conflict. */
  begin(key: string, fingerprint: string, nowMs: number): Answer | null {
    const runningFingerprint = this.#running.get(key);
    const stored = this.#kept(key, nowMs);
    const former = runningFingerprint ?? stored?.fingerprint;
    if (former !== undefined && former !== fingerprint) throw otherParameters(key);
    if (runningFingerprint !== undefined) throw keyInUse(key);
    if (stored !== null) return { status: stored.status, body: unpack(stored.packed) };
    this.#running.set(key, fingerprint);
    return null;
  }

  end(key: string): void {
    this.#running.delete(key);
  }

  remember(key: string, fingerprint: string, answer: Answer, nowMs: number): void {
    this.#results.put({ id: key, atMs: nowMs, fingerprint, status: answer.status, packed: pack(answer.body) });
    this.#prune(nowMs);
  }

  #kept(key: string, nowMs: number): StoredResult | null {
    const stored = this.#results.get(key);
    return stored === undefined || stored.atMs + KEPT_FOR_MS <= nowMs ? null : stored;
  }

  #prune(nowMs: number): void {
    for (let pruned = 0; pruned < PRUNED_AT_ONCE; pruned += 1) {
      const { oldest } = this.#results;
      if (oldest === undefined || oldest.atMs + KEPT_FOR_MS > nowMs) return;
      this.#results.delete(oldest.id);
    }
  }
}

export function fingerprintOf(method: string, path: string, body: string): string {
  return createHash("sha1").update(`${method} ${path}\n${body}`).digest("base64");
}

export function keyInUse(key: string): StripeError {
  return new StripeError(
    409,
    {
      type: "idempotency_error",
      code: "idempotency_key_in_use",
      message: `There is currently another in-progress request using this Stripe account and Idempotent Key (${key}): that probably means you submitted twice, and the other request is still going through. Please try again later.`,
    },
    false,
  );
}

function otherParameters(key: string): StripeError {
  return new StripeError(
    400,
    {
      type: "idempotency_error",
      message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    },
    false,
  );
}

function pack(body: string): string {
  return deflateRawSync(body, { level: 1 }).toString("base64");
}

/** The body of a remembered answer. */
export function unpack(packed: string): string {
  return inflateRawSync(Buffer.from(packed, "base64")).toString("utf8");
}
