import type { Pool } from "pg";
import type { Dice } from "./dice";

export type WaitingJob = {
  readonly id: string;
  readonly task: string;
  readonly payload: object;
  readonly tries: number;
  readonly mostTries: number;
};

/** How long the queue keeps the jobs of a process that has died, before another may take them (lib/jobs/heartbeat.ts). */
const KEPT_FOR_DEAD_MS = 75_000;

/**
 * The queue's own tables, with the simulator in the place of its workers: which job is next, and when a job is tried again, follow from the seed and the
 * life's clock. The rows are those that the product's operations have added.
 */
export class SimulatedQueue {
  private readonly lost: { id: string; atMs: number }[] = [];
  private owed: (() => Promise<boolean>)[] = [];
  givenUp: string[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly now: () => number,
  ) {}

  /** Takes one of the jobs that may run now. The sweep is run by the simulator itself. */
  async take(dice: Dice): Promise<WaitingJob | undefined> {
    const { rows } = await this.pool.query<{
      id: bigint;
      task: string;
      payload: object;
      attempts: number;
      most: number;
    }>(
      `WITH free AS (
         SELECT j.id, t.identifier AS task, j.payload, j.attempts, j.max_attempts AS most
         FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE j.locked_at IS NULL AND j.attempts < j.max_attempts AND j.run_at <= $1 AND t.identifier <> 'sweep'
         FOR UPDATE OF j SKIP LOCKED
       ), numbered AS (SELECT *, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS among FROM free)
       UPDATE graphile_worker._private_jobs j SET locked_at = $1, locked_by = 'simulated', attempts = j.attempts + 1
       FROM numbered n WHERE j.id = n.id AND n.place = 1 + floor($2::float8 * n.among)
       RETURNING n.id, n.task, n.payload, n.attempts, n.most`,
      [new Date(this.now()), dice.next()],
    );
    const [row] = rows;
    if (!row) return undefined;
    return {
      id: String(row.id),
      task: row.task,
      payload: row.payload,
      tries: row.attempts,
      mostTries: row.most,
    };
  }

  finish(job: WaitingJob): Promise<void> {
    return this.change(job.id, "DELETE FROM graphile_worker._private_jobs WHERE id = (%)", []);
  }

  /** As the queue does it: tried again after e^tries seconds, at most e^10. */
  fail(job: WaitingJob, error: unknown): Promise<void> {
    const tries = job.tries + 1;
    if (tries >= job.mostTries) this.givenUp.push(`${job.task} ${JSON.stringify(job.payload)}: ${String(error)}`);
    const at = this.now() + Math.exp(Math.min(tries, 10)) * 1000;
    return this.change(
      job.id,
      "UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL, run_at = $2, last_error = $3 WHERE id = (%)",
      [new Date(at), String(error)],
    );
  }

  /** A thread that stands still may hold the row, in a transaction that adds the same job again: then this is done when it has gone on. */
  private async change(id: string, text: string, values: unknown[]): Promise<void> {
    const row = "SELECT id FROM graphile_worker._private_jobs WHERE id = $1 FOR UPDATE SKIP LOCKED";
    const write = async () => (await this.pool.query(text.replace("%", row), [id, ...values])).rowCount === 1;
    if (!(await write())) this.owed.push(write);
  }

  /** The process that had it is dead; the row stays locked until its heart has been missed. */
  lose(job: WaitingJob): void {
    this.lost.push({ id: job.id, atMs: this.now() + KEPT_FOR_DEAD_MS });
  }

  /** When the next job of a dead process is free again; never, where there is none. */
  nextFreedMs(): number {
    return Math.min(...this.lost.map(({ atMs }) => atMs));
  }

  /** What the queue does beside its workers: write down what it owes, and free the jobs of the dead. */
  async tick(): Promise<void> {
    const { owed } = this;
    this.owed = [];
    for (const write of owed) if (!(await write())) this.owed.push(write);
    for (const one of this.lost.filter(({ atMs }) => atMs <= this.now())) {
      this.lost.splice(this.lost.indexOf(one), 1);
      await this.change(
        one.id,
        "UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL, run_at = least(run_at, $2) WHERE id = (%)",
        [new Date(this.now())],
      );
    }
  }
}
