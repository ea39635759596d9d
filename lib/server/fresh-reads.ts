import type { Instant } from "@/lib/payments/instant";

/** What is asked for: `name` says what of the store is read, with everything that the reading depends on. */
export type FreshRead = {
  readonly storeId: string;
  /** The state of the store that the reader has seen; a reading of another state does not do (lib/server/freshness.ts). */
  readonly freshness: string;
  readonly now: Instant;
  readonly name: string;
  /** How long it is kept where nothing happens; ten seconds where nothing is said. */
  readonly longestMs?: number;
};

/** Some answers turn with the clock alone: a hold comes within a day of its end, a snooze is over. */
const USUAL_MS = 10_000;

/**
 * Readings of a store, kept until something happens there: a hundred open pages that refresh after one event cost one reading, and those who come
 * while it is under way wait for it. What fails is not kept.
 */
export class FreshReads {
  readonly #kept = new Map<string, { freshness: string; at: Instant; value: Promise<unknown> }>();
  readonly #most: number;

  constructor(most = 200) {
    this.#most = most;
  }

  read<T>({ storeId, freshness, now, name, longestMs = USUAL_MS }: FreshRead, read: () => Promise<T>): Promise<T> {
    const key = keyOf(storeId, name);
    const kept = this.#kept.get(key);
    if (kept && kept.freshness === freshness && now >= kept.at && now - kept.at < longestMs)
      return kept.value as Promise<T>;
    const value = read();
    this.#kept.delete(key);
    this.#kept.set(key, { freshness, at: now, value });
    value.catch(() => this.#kept.get(key)?.value === value && this.#kept.delete(key));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest);
    return value;
  }

  /** For whoever changed something of the store that makes no event, and looks at it next. */
  forget(storeId: string): void {
    for (const key of this.#kept.keys()) if (key.startsWith(keyOf(storeId, ""))) this.#kept.delete(key);
  }
}

function keyOf(storeId: string, name: string): string {
  return `${storeId}\n${name}`;
}
