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
  /** Found waiting for a lock, and no lock has been let go of since. */
  isBlocked: boolean;
  readonly clients: Set<PoolClient>;
};

/** Whether a connection waits for a lock that another holds. */
export type BlockedProbe = (pids: readonly number[]) => Promise<boolean>;

/** Longer than most statements take: to look too early is a statement more. */
const LOOK_AGAIN_MS = 8;

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
      isBlocked: false,
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

  /** Runs one statement on a connection; while it runs, its thread may be found waiting for a lock. `mayUnlock`: with it, locks may be let go of. */
  async statement<T>(client: PoolClient, run: () => Promise<T>, mayUnlock: boolean): Promise<T> {
    const thread = this.current.getStore();
    if (!thread) return run();
    const pid = (client as unknown as { processID: number }).processID;
    thread.running.add(pid);
    let isDone = false;
    try {
      const result = await run();
      isDone = true;
      return result;
    } finally {
      thread.running.delete(pid);
      thread.isBlocked = false;
      // A statement that fails ends its transaction there and then.
      if (mayUnlock || !isDone) this.locksWereLetGo();
      setImmediate(() => this.wake());
    }
  }

  /** Whoever was found waiting for a lock may be waiting no more. */
  private locksWereLetGo(): void {
    for (const thread of this.threads) thread.isBlocked = false;
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
    this.locksWereLetGo();
    await this.standstill();
  }

  private async standstill(): Promise<void> {
    for (let patienceMs = LOOK_AGAIN_MS; ; patienceMs *= 2) {
      if (this.isStill()) return;
      // Where nobody else holds a connection there is no lock to wait for.
      const holders = this.threads.filter((thread) => thread.clients.size > 0);
      await this.somethingHappens(holders.length > 1 ? patienceMs : null);
      if (this.isStill()) return;
      if (await this.allBlocked(this.threads.filter((thread) => !isParked(thread)))) return;
    }
  }

  /** Some thread is always free to move: threads that all wait for each other are a deadlock, which the database ends. */
  private isStill(): boolean {
    const isParkedOrBlocked = this.threads.every((thread) => isParked(thread) || thread.isBlocked);
    return isParkedOrBlocked && (this.threads.length === 0 || this.threads.some(isParked));
  }

  private async allBlocked(threads: readonly Thread[]): Promise<boolean> {
    if (!this.threads.some(isParked)) return false;
    for (const thread of threads) {
      if (thread.isBlocked) continue;
      if (thread.running.size === 0 || !(await this.isBlocked([...thread.running]))) return false;
      if (isParked(thread) || thread.state !== "live") return false;
      thread.isBlocked = thread.running.size > 0;
    }
    return true;
  }

  private somethingHappens(patienceMs: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = patienceMs === null ? undefined : setTimeout(resolve, patienceMs);
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
