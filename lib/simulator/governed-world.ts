import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { settings } from "@/lib/config/env";
import { drawIdsAnew } from "@/lib/sandbox/random-id";
import { Dice } from "./dice";

/**
 * Takes time and randomness out of the world's hands: `Date.now` and `performance.now` stand where the life's clock stands, and random bytes come from its seed. So every id is
 * the same when a life is lived again, and nothing that a life decides comes from outside it.
 */
export type GovernedWorld = {
  /** A new life begins: its ids come from this seed. */
  begin(seed: number, nowMs: number): void;
  readonly nowMs: number;
  moveTo(nowMs: number): void;
  /** Gives the world back. */
  end(): void;
};

export function governWorld(): GovernedWorld {
  // Read once per process, and a secret that is missing is drawn then: not in the middle of whichever life comes first.
  settings();
  const original = {
    now: Date.now,
    sinceStart: performance.now,
    randomBytes: crypto.randomBytes,
    randomUUID: crypto.randomUUID,
  };
  let dice = new Dice(0);
  let nowMs = original.now();
  const bytes = (size: number) => {
    const buffer = Buffer.alloc(size);
    for (let i = 0; i < size; i++) buffer[i] = Math.floor(dice.next() * 256);
    return buffer;
  };
  Date.now = () => nowMs;
  performance.now = () => nowMs;
  crypto.randomBytes = bytes as typeof crypto.randomBytes;
  crypto.randomUUID = () => {
    const hex = bytes(16).toString("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
  syncBuiltinESMExports();
  return {
    begin(seed, startMs) {
      dice = new Dice(seed ^ 0x5bd1e995);
      nowMs = startMs;
      drawIdsAnew();
    },
    get nowMs() {
      return nowMs;
    },
    moveTo(moment) {
      nowMs = moment;
    },
    end() {
      Date.now = original.now;
      performance.now = original.sinceStart;
      crypto.randomBytes = original.randomBytes;
      crypto.randomUUID = original.randomUUID;
      syncBuiltinESMExports();
    },
  };
}
