import { afterAll, beforeAll, expect, it } from "vitest";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";
import { runWorker } from "./run-worker";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

it("JB-2: a job is locked under a name that its process gives signs of life for, so that it is freed when they stop", async () => {
  const { pool } = desk.database;
  const orderNumber = await desk.confirmedOrder();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  const holder = await pool.connect();
  await holder.query("BEGIN");
  await holder.query("SELECT 1 FROM orders WHERE order_number = $1 FOR UPDATE", [orderNumber]);
  const worker = await runWorker({ pool, gateways: desk.gateways });
  try {
    // The capture waits for the order's lock, and so its job is seen while it runs.
    const beats = () =>
      pool.query(
        `SELECT j.key FROM graphile_worker._private_jobs j JOIN worker_beats b ON b.worker_id = j.locked_by WHERE j.key = $1`,
        [`capture:${invoiceId}`],
      );
    await expect.poll(async () => (await beats()).rows.length, { timeout: 30_000 }).toBe(1);
    await holder.query("COMMIT");
    const status = () => desk.row<{ status: string }>("SELECT status FROM invoices WHERE id = $1", [invoiceId]);
    await expect.poll(status, { timeout: 30_000 }).toEqual({ status: "captured" });
  } finally {
    holder.release();
    await worker.stop();
  }
  expect((await pool.query("SELECT 1 FROM worker_beats")).rows).toEqual([]);
  expect((await pool.query("SELECT 1 FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL")).rows).toEqual(
    [],
  );
});
