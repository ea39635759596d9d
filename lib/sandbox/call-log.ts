export interface Call {
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly idempotencyKey: string | null;
  readonly isReplay: boolean;
}

const KEPT = 1000;

/** Counts the API's calls and remembers the last ones, so that a test can tell how often something was really sent. */
export class CallLog {
  #total = 0;
  #byOperation = new Map<string, number>();
  #recent: Call[] = [];

  note(call: Call): void {
    this.#total += 1;
    const operation = `${call.method} ${withoutIds(call.path)}`;
    this.#byOperation.set(operation, (this.#byOperation.get(operation) ?? 0) + 1);
    this.#recent.push(call);
    if (this.#recent.length >= KEPT * 2) this.#recent = this.#recent.slice(-KEPT);
  }

  clear(): void {
    this.#total = 0;
    this.#byOperation.clear();
    this.#recent = [];
  }

  summary(): object {
    return {
      total: this.#total,
      byOperation: Object.fromEntries(this.#byOperation),
      recent: this.#recent.slice(-KEPT),
    };
  }
}

function withoutIds(path: string): string {
  return path
    .replaceAll(/\/[a-z]+_[A-Za-z0-9_]{8,}/g, "/:id")
    .replaceAll(/\/[A-Z0-9]{17}(?=\/|$)/g, "/:id")
    .replaceAll(/\/pm_card_[A-Za-z0-9_]+/g, "/:id");
}
