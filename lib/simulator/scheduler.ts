import { AsyncLocalStorage } from "node:async_hooks";
import type { PoolClient } from "pg";

/** One thread of work within a life: a person's act, or a job in the hands of a worker. */
export type Thread = {
  readonly name: string;
  /** Where it stands: before which statement or call. */
  place: string;
  state: "live" | "done" | "dead";
  failure: unknown;
  readonly waiting: { readonly place: string; readonly resume: () => void }[];
  /** Connections on which a statement of it is running. */
  readonly running: Set<number>;
  readonly clients: Set<PoolClient>;
};

/** Whether a connection waits for a lock that another holds. */
export type BlockedProbe = (pids: readonly number[]) => Promise<boolean>;

const LOOK_AGAIN_MS = 5;

/**
 * Lets one thread go on at a time, from one statement or gateway call to the next, so that the order of everything is chosen and can be chosen again. A thread that
 * waits for a database lock counts as standing still, and the others go on: real locks, real races, in an order that the seed decides.
 */
export class Scheduler {
  readonly threads: Thread[] = [];
  private ended: Thread[] = [];
  private readonly current = new AsyncLocalStorage<Thread>();
  private wake: () => void = () => {};

  constructor(private readonly isBlocked: BlockedProbe) {}

  spawn(name: string, work: () => Promise<unknown>): Thread {
    const thread: Thread = {
      name,
      place: "start",
      state: "live",
      failure: null,
      waiting: [],
      running: new Set(),
      clients: new Set(),
    };
    this.threads.push(thread);
    void this.current.run(thread, async () => {
      try {
        await this.gate("start");
        await work();
      } catch (error) {
        thread.failure = error;
      }
      if (thread.state === "dead") return;
      thread.state = "done";
      this.threads.splice(this.threads.indexOf(thread), 1);
      this.ended.push(thread);
      this.wake();
    });
    return thread;
  }

  /** Stands still here until it is this thread's turn. Whoever belongs to no thread passes. */
  async gate(place: string): Promise<void> {
    const thread = this.current.getStore();
    if (!thread) return;
    await new Promise<void>((resume) => {
      if (thread.state === "dead") return;
      thread.waiting.push({ place, resume });
      thread.place = place;
      this.wake();
    });
  }

  /** Runs one statement on a connection; while it runs, its thread may be found waiting for a lock. */
  async statement<T>(client: PoolClient, run: () => Promise<T>): Promise<T> {
    const thread = this.current.getStore();
    if (!thread) return run();
    const pid = (client as unknown as { processID: number }).processID;
    thread.running.add(pid);
    try {
      return await run();
    } finally {
      thread.running.delete(pid);
      setImmediate(() => this.wake());
    }
  }

  hold(client: PoolClient): void {
    this.current.getStore()?.clients.add(client);
  }

  letGo(client: PoolClient): void {
    this.current.getStore()?.clients.delete(client);
  }

  /** Threads that can be let go on now. */
  ready(): Thread[] {
    return this.threads.filter(isParked);
  }

  /** Lets a thread take one step, and returns when everything stands still again. */
  async step(thread: Thread): Promise<void> {
    const turn = thread.waiting.shift();
    if (!turn) throw new Error(`${thread.name} cannot go on`);
    turn.resume();
    await this.standstill();
  }

  /** Threads that have ended since this was asked the last time. */
  takeEnded(): Thread[] {
    const { ended } = this;
    this.ended = [];
    return ended;
  }

  /** The process of a thread dies where it stands: what it had not committed has not happened. */
  async kill(thread: Thread): Promise<void> {
    thread.state = "dead";
    thread.waiting.length = 0;
    this.threads.splice(this.threads.indexOf(thread), 1);
    for (const client of thread.clients) {
      await client.query("ROLLBACK");
      client.release();
    }
    thread.clients.clear();
    await this.standstill();
  }

  private async standstill(): Promise<void> {
    for (;;) {
      const moving = this.threads.filter((thread) => !isParked(thread));
      if (moving.length === 0) return;
      // Alone there is nobody to wait for.
      await this.somethingHappens(this.threads.length > 1);
      const unsettled = this.threads.filter((thread) => !isParked(thread));
      if (unsettled.length === 0) return;
      if (await this.allBlocked(unsettled)) return;
    }
  }

  /** Some thread is always free to move: threads that all wait for each other are a deadlock, which the database ends. */
  private async allBlocked(threads: readonly Thread[]): Promise<boolean> {
    if (this.threads.every((thread) => !isParked(thread))) return false;
    for (const thread of threads) {
      if (thread.running.size === 0 || !(await this.isBlocked([...thread.running]))) return false;
      if (isParked(thread) || thread.state !== "live") return false;
    }
    return true;
  }

  private somethingHappens(mayBeBlocked: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = mayBeBlocked ? setTimeout(resolve, LOOK_AGAIN_MS) : undefined;
      this.wake = () => {
        clearTimeout(timer);
        this.wake = () => {};
        resolve();
      };
    });
  }
}

function isParked(thread: Thread): boolean {
  return thread.running.size === 0 && thread.waiting.length > 0;
}
