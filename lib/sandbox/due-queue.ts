export interface DueItem {
  readonly atMs: number;
  readonly kind: string;
  readonly id: string;
}

/** Binary heap of things that fall due, earliest first. An item may be stale: who carries it out looks again. */
export class DueQueue {
  readonly #heap: DueItem[] = [];

  get next(): DueItem | undefined {
    return this.#heap[0];
  }

  clear(): void {
    this.#heap.length = 0;
  }

  add(item: DueItem): void {
    const heap = this.#heap;
    let index = heap.push(item) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || above.atMs <= item.atMs) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = item;
  }

  takeUntil(nowMs: number): DueItem | undefined {
    const first = this.#heap[0];
    if (first === undefined || first.atMs > nowMs) return undefined;
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) this.#sinkFromTop(last);
    return first;
  }

  #sinkFromTop(item: DueItem): void {
    const heap = this.#heap;
    let index = 0;
    for (;;) {
      const left = heap[index * 2 + 1];
      const right = heap[index * 2 + 2];
      if (left === undefined) break;
      const smaller = right !== undefined && right.atMs < left.atMs ? right : left;
      if (smaller.atMs >= item.atMs) break;
      heap[index] = smaller;
      index = smaller === left ? index * 2 + 1 : index * 2 + 2;
    }
    heap[index] = item;
  }
}
