import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ApprovalDesk, openApprovalDesk } from "@/lib/operations/approval/approval-desk-for-tests";
import type { GatewayOperation } from "@/lib/payments/gateway";
import { endingOf } from "./ending-for-tests";
import { type GatewayJob, gatewayJobs, jobsWithoutGateway } from "./gateway-jobs-for-tests";
import { mortalWorker, type WaitingJob } from "./mortal-worker-for-tests";
import { makeTaskList } from "./task-list";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk({ raisesHolds: true });
  await desk.advance(1_000);
});
// Each job alone has to end its work: what the scheduled questions would find out afterwards is not its merit.
beforeEach(() => desk.database.pool.query("UPDATE gateway_schedules SET due_at = 'infinity'"));
afterAll(() => desk.close());

/** The job that the preparation has left in the queue, as a worker would find it. */
function waitingJob(task: string): Promise<WaitingJob> {
  return desk.row<WaitingJob>(
    `SELECT t.identifier AS task, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
     WHERE t.identifier = $1 ORDER BY j.id DESC LIMIT 1`,
    [task],
  );
}

/** Whoever had the work is dead: its leases run out, its job is free again, and other workers go on. */
async function othersGoOn(): Promise<void> {
  await desk.database.pool.query(
    "UPDATE attempts SET lease_until = clock_timestamp() - interval '1 second' WHERE status = 'started'",
  );
  await desk.advance(1_000);
}

/** A job that asks about everything there is makes a call for each: the first of them stand for all. */
const MOST_CALLS = 2;

/** One order that nobody is killed over, one whose worker dies when all is written and its job not yet done with, and one for each other death. */
async function livesOf({ task, prepare }: GatewayJob): Promise<Record<string, readonly string[]>> {
  const lives: Record<string, readonly string[]> = { "nobody is killed": await prepare(desk) };
  lives["after the answer is kept"] = await prepare(desk);
  const whole = mortalWorker(desk);
  expect(await whole.run(await waitingJob(task))).toBe(false);
  expect(whole.calls()).toBeGreaterThan(0);
  for (let call = 1; call <= Math.min(whole.calls(), MOST_CALLS); call++)
    for (const point of ["before", "between"] as const) {
      lives[`${point === "before" ? "before" : "between the effect and the answer of"} call ${call}`] =
        await prepare(desk);
      expect(await mortalWorker(desk, { point, call }).run(await waitingJob(task))).toBe(true);
    }
  return lives;
}

describe("a worker that is killed at each of the three points of each call", () => {
  it.each(Object.entries(gatewayJobs))("I15 I5 UN-1 JB-2: %s: ends as if nothing had happened", async (_name, job) => {
    const { "nobody is killed": untouched = [], ...killed } = await livesOf(job);
    await othersGoOn();
    const expected = await endingOf(desk, untouched);
    for (const [death, orders] of Object.entries(killed)) expect(await endingOf(desk, orders), death).toEqual(expected);
  });

  it("has a row for each kind of job, and for each call that moves money", () => {
    const tried = new Set(Object.values(gatewayJobs).map(({ task }) => task));
    const tasks = Object.keys(makeTaskList({ pool: desk.database.pool, gateway: () => never() }));
    expect([...tried, ...jobsWithoutGateway].toSorted()).toEqual(tasks.toSorted());
    const operations: Record<GatewayOperation, true> = {
      authorize: true,
      authorize_and_capture: true,
      capture: true,
      void: true,
      refund: true,
      renew: true,
      increase: true,
      open_hosted_page: true,
      close_hosted_page: true,
    };
    const asked = Object.keys(operations).map((name) => `run_attempt: ${name}`);
    expect(Object.keys(gatewayJobs)).toEqual(expect.arrayContaining(asked));
  });

  it.each(jobsWithoutGateway)("%s calls no gateway", (task) => {
    const source = readFileSync(join(import.meta.dirname, "tasks", `${task.replaceAll("_", "-")}.ts`), "utf8");
    expect(source).not.toMatch(/gateway\(|carryOut|runAttempt/);
  });
});

function never(): never {
  throw new Error("nothing is called here");
}
