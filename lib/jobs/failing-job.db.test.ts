import { afterAll, beforeAll, expect, it } from "vitest";
import { type DeskForTests, openDeskForTests } from "./desk-for-tests";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

it("JB-3: a job that fails is noted with its error and tried again later; it stops no other job", async () => {
  const orderNumber = await desk.confirmedOrder();
  await desk.database.pool.query("SELECT graphile_worker.add_job('run_attempt', 'null'::json, job_key := 'poisoned')");
  await desk.work();
  const job = () =>
    desk.row<{ last_error: string | null; attempts: number; is_later: boolean }>(
      "SELECT last_error, attempts, run_at > now() AS is_later FROM graphile_worker.jobs WHERE key = 'poisoned'",
    );
  // The queue notes a failure in its own time.
  await expect.poll(job).toMatchObject({ attempts: 1, is_later: true, last_error: expect.any(String) });
  const order = await desk.row<{ status: string }>("SELECT status FROM orders WHERE order_number = $1", [orderNumber]);
  expect(order.status).toBe("confirmed");
});
