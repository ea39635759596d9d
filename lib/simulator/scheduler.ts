import { AsyncLocalStorage } from "node:async_hooks";
import type { PoolClient } from "pg";

/** One thread of work within a life: a person's act, or a job in the hands of a worker. */
export type Thread = {
  readonly name: string;
  /** Where it stands: before which statement or call. */
  place: string;
  state: "live" | "done" | "dead";
  failure: unknown;
  readonly waiting: Turn[];
  /** Connections on which a statement of it is running. */
  readonly running: Set<number>;
  /** Waits for a lock, by what the database said when it was asked last. */
  isBlocked: boolean;
  readonly clients: Set<PoolClient>;
};

type Turn = { readonly place: string; readonly lock: SoughtLock | null; readonly resume: () => void };
/** A row whose lock a connection is about to ask for, and will have until its transaction ends. */
export type SoughtLock = { readonly row: string; readonly client: PoolClient };
/** One has the lock and one waits for it, in earnest. Of several who wait the database lets go on whoever is quickest; they stand still here before they ask. */
const MOST_SEEKERS = 2;

/** Which of these connections wait for a lock that another holds. */
export type WaitingProbe = (pids: readonly number[]) => Promise<ReadonlySet<number>>;

/**
 * Lets one thread go on at a time, from one statement or gateway call to the next, so that the order of everything is chosen and can be chosen again. A thread that
 * waits for a database lock counts as standing still, and the others go on: real locks, real races, in an order that the seed decides. Whoever gets the lock stands
 * still again with it in its hand, since two who go on together would do so in an order of their own.
 */
export class Scheduler {
  readonly threads: Thread[] = [];
  private ended: Thread[] = [];
  private readonly current = new AsyncLocalStorage<Thread>();
  private wake: () => void = () => {};
  private turn: Thread | null = null;
  /** Somebody has begun to wait for a lock, or one was let go of: who waits now has to be asked. */
  private mustLook = false;
  private readonly sought = new Map<PoolClient, Set<string>>();

  constructor(private readonly waiting: WaitingProbe) {}

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
  async gate(place: string, lock: SoughtLock | null = null): Promise<void> {
    const thread = this.current.getStore();
    if (!thread) return;
    await new Promise<void>((resume) => {
      if (thread.state === "dead") return;
      thread.waiting.push({ place, lock, resume });
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
      if (mayUnlock || !isDone) this.lockWasLetGo();
      setImmediate(() => this.wake());
      if (thread !== this.turn) await this.gate("after a lock");
    }
  }

  /** The database says that a connection has begun to wait for a lock. */
  hearOfWait(pid: number): void {
    if (!this.threads.some(({ running }) => running.has(pid))) return;
    this.mustLook = true;
    this.wake();
  }

  /** Whoever waited for it may be waiting no more. */
  private lockWasLetGo(): void {
    if (this.threads.some(({ isBlocked }) => isBlocked)) this.mustLook = true;
  }

  /** The transaction of this connection is over, and its locks with it. */
  transactionEnded(client: PoolClient): void {
    this.sought.delete(client);
  }

  hold(client: PoolClient): void {
    this.current.getStore()?.clients.add(client);
  }

  letGo(client: PoolClient): void {
    this.current.getStore()?.clients.delete(client);
  }

  /** Threads that can be let go on now. */
  ready(): Thread[] {
    return this.threads.filter((thread) => this.isFree(thread));
  }

  /** Lets a thread take one step, and returns when everything stands still again. */
  async step(thread: Thread): Promise<void> {
    const turn = thread.waiting.shift();
    if (!turn) throw new Error(`${thread.name} cannot go on`);
    if (turn.lock) this.sought.set(turn.lock.client, new Set(this.sought.get(turn.lock.client)).add(turn.lock.row));
    this.turn = thread;
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
      this.transactionEnded(client);
      client.release();
    }
    thread.clients.clear();
    this.lockWasLetGo();
    await this.standstill();
  }

  private async standstill(): Promise<void> {
    for (;;) {
      if (this.mustLook) await this.look();
      else if (this.isStill()) return;
      else await this.somethingHappens();
    }
  }

  /** Some thread is always free to move: threads that all wait for each other are a deadlock, which the database ends. */
  private isStill(): boolean {
    const isParkedOrBlocked = this.threads.every((thread) => isParked(thread) || thread.isBlocked);
    return isParkedOrBlocked && (this.threads.length === 0 || this.threads.some((thread) => this.isFree(thread)));
  }

  private isFree(thread: Thread): boolean {
    if (!isParked(thread)) return false;
    const lock = thread.waiting[0]?.lock;
    if (!lock) return true;
    const seekers = [...this.sought].filter(([client, rows]) => client !== lock.client && rows.has(lock.row));
    return seekers.length < MOST_SEEKERS;
  }

  private async look(): Promise<void> {
    this.mustLook = false;
    const waiting = await this.waiting(this.threads.flatMap(({ running }) => [...running]));
    for (const thread of this.threads)
      thread.isBlocked = thread.running.size > 0 && [...thread.running].every((pid) => waiting.has(pid));
  }

  private somethingHappens(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = () => {
        this.wake = () => {};
        resolve();
      };
    });
  }
}

function isParked(thread: Thread): boolean {
  return thread.running.size === 0 && thread.waiting.length > 0;
}
