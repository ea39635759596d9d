import { afterAll, beforeAll, expect, it } from "vitest";
import { jobText } from "@/lib/format/job-words";
import { tryJobAgain } from "@/lib/operations/queue/try-job-again";
import { toInstant } from "@/lib/payments/instant";
import { listStoppedJobs } from "@/lib/queries/queue/list-stopped-jobs";
import { countTroubles } from "@/lib/queries/team/count-troubles";
import { type DeskForTests, openDeskForTests } from "./desk-for-tests";
import { gatewayJobs, jobsWithoutGateway } from "./gateway-jobs-for-tests";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

const tasks = [...jobsWithoutGateway, ...Object.values(gatewayJobs).map(({ task }) => task)];
it.each([...new Set(tasks)])("%s has words for a person", (task) => expect(jobText(task)).not.toMatch(/^[a-z_]+$/));

it("JB-3: a job that used up its tries is shown with its order and its last error, and is tried again once", async () => {
  const orderNumber = await desk.confirmedOrder();
  const { pool } = desk.database;
  const { storeId } = desk.context;
  const attempt = await desk.row<{ id: string }>("SELECT id FROM attempts LIMIT 1", []);
  const giveUp = (key: string, payload: object, tries = 25) =>
    pool
      .query(
        `WITH added AS (SELECT id FROM graphile_worker.add_job('run_attempt', $2::json, job_key := $1))
       SELECT 1 FROM added`,
        [key, JSON.stringify(payload)],
      )
      .then(() =>
        pool.query(
          "UPDATE graphile_worker._private_jobs SET attempts = $2, max_attempts = $2, last_error = 'boom for x@example.com' WHERE key = $1",
          [key, tries],
        ),
      );
  await giveUp("ours", { storeId, attemptId: attempt.id });
  await giveUp("theirs", { storeId: "another", attemptId: attempt.id });
  await giveUp("by itself", { storeId }, 1);

  const scope = {
    pool,
    storeId,
    now: toInstant(Date.now()),
    timeZone: "UTC",
    viewer: { userId: "usr_1" },
  };
  const { jobs, total } = await listStoppedJobs(scope);
  expect(jobs).toMatchObject([{ task: "run_attempt", orderNumber, tries: 25, error: "boom for x@example.com" }]);
  expect(total).toBe(1);
  expect((await countTroubles(scope)).stoppedJobs).toBe(1);

  const theirs = await desk.row<{ id: string }>("SELECT id::text FROM graphile_worker.jobs WHERE key = 'theirs'", []);
  expect(await tryJobAgain(desk.context, theirs.id)).toMatchObject({ ok: false, reason: "job_not_stopped" });
  const id = jobs[0]?.id ?? "";
  expect(await tryJobAgain(desk.context, id)).toMatchObject({ ok: true });
  expect(await tryJobAgain(desk.context, id)).toMatchObject({ ok: false, reason: "job_not_stopped" });
  expect(await listStoppedJobs(scope)).toEqual({ jobs: [], total: 0 });
  expect(await desk.row("SELECT subject_id FROM audit_log WHERE action = 'queue.job_tried_again'", [])).toEqual({
    subject_id: id,
  });
  await desk.work();
  expect(await pool.query("SELECT 1 FROM graphile_worker.jobs WHERE id = $1", [id])).toMatchObject({ rowCount: 0 });
});
