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

type Reading = {
  readonly freshness: string;
  readonly at: Instant;
  readonly value: Promise<unknown>;
  isOver: boolean;
  isForgotten: boolean;
};
/** The reading that begins when the one under way is over, for all who came meanwhile. */
type Waiting = { asked: FreshRead; read: () => Promise<unknown>; readonly value: Promise<unknown> };
type Slot = { latest: Reading | null; waiting: Waiting | null };

/** Some answers turn with the clock alone: a hold comes within a day of its end, a snooze is over. */
const USUAL_MS = 10_000;

/**
 * Readings of a store, kept until something happens there: a hundred open pages that refresh after one event cost one reading. Of one name one is
 * under way at a time: who comes meanwhile shares it if he saw the same state, else the next one, which begins after he asked. What fails is not kept.
 */
export class FreshReads {
  readonly #slots = new Map<string, Slot>();
  readonly #most: number;

  constructor(most = 200) {
    this.#most = most;
  }

  read<T>(asked: FreshRead, read: () => Promise<T>): Promise<T> {
    const slot = this.#slotOf(keyOf(asked.storeId, asked.name));
    const { latest } = slot;
    if (latest && isGood(latest, asked)) return latest.value as Promise<T>;
    if (slot.waiting) return join(slot.waiting, asked, read);
    if (latest && !latest.isOver) return waitBehind(latest, slot, asked, read);
    return begin(slot, asked, read);
  }

  /** For whoever changed something of the store that makes no event, and looks at it next. */
  forget(storeId: string): void {
    for (const [key, { latest }] of this.#slots) {
      if (latest && key.startsWith(keyOf(storeId, ""))) latest.isForgotten = true;
    }
  }

  #slotOf(key: string): Slot {
    const slot = this.#slots.get(key) ?? { latest: null, waiting: null };
    this.#slots.delete(key);
    this.#slots.set(key, slot);
    const [oldest] = this.#slots.keys();
    if (this.#slots.size > this.#most && oldest !== undefined) this.#slots.delete(oldest);
    return slot;
  }
}

function isGood(reading: Reading, { freshness, now, longestMs = USUAL_MS }: FreshRead): boolean {
  return !reading.isForgotten && reading.freshness === freshness && now >= reading.at && now - reading.at < longestMs;
}

function begin<T>(slot: Slot, { freshness, now }: FreshRead, read: () => Promise<T>): Promise<T> {
  const value = read();
  const reading: Reading = { freshness, at: now, value, isOver: false, isForgotten: false };
  slot.latest = reading;
  const end = () => {
    reading.isOver = true;
  };
  value.then(end, () => {
    end();
    if (slot.latest === reading) slot.latest = null;
  });
  return value;
}

function waitBehind<T>(running: Reading, slot: Slot, asked: FreshRead, read: () => Promise<T>): Promise<T> {
  const start = () => {
    slot.waiting = null;
    return begin(slot, waiting.asked, waiting.read);
  };
  const waiting: Waiting = { asked, read, value: running.value.then(start, start) };
  slot.waiting = waiting;
  return waiting.value as Promise<T>;
}

/** Whoever came last says what is read, and which state it shows at least: nothing has been read yet. */
function join<T>(waiting: Waiting, asked: FreshRead, read: () => Promise<T>): Promise<T> {
  waiting.asked = asked;
  waiting.read = read;
  return waiting.value as Promise<T>;
}

function keyOf(storeId: string, name: string): string {
  return `${storeId}\n${name}`;
}
