/** The sandbox's time: real time plus an offset. While a due item is carried out it stands still at that item's moment. */
export class SandboxClock {
  #offsetMs: number;
  #heldAtMs: number | null = null;
  readonly #realNow: () => number;

  constructor(offsetMs = 0, realNow: () => number = Date.now) {
    this.#offsetMs = offsetMs;
    this.#realNow = realNow;
  }

  get offsetMs(): number {
    return this.#offsetMs;
  }

  nowMs(): number {
    return this.#heldAtMs ?? this.#realNow() + this.#offsetMs;
  }

  nowSeconds(): number {
    return Math.floor(this.nowMs() / 1000);
  }

  offsetFor(nowMs: number): number {
    return nowMs - this.#realNow();
  }

  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /** Runs `work` as if it were `atMs`, so that things which fell due during a jump carry their own moment. */
  during(atMs: number, work: () => void): void {
    const before = this.#heldAtMs;
    this.#heldAtMs = atMs;
    try {
      work();
    } finally {
      this.#heldAtMs = before;
    }
  }
}
