import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import type { Statement } from "@/lib/db/transaction";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import type { Gateway } from "@/lib/payments/gateway";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";
import { captureInvoice } from "./tasks/capture-invoice";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());
afterEach(() => vi.restoreAllMocks());

it("W01: one capture in the background is two transactions of two journeys to the database each, however much it writes", async () => {
  const orderNumber = await desk.confirmedOrder();
  const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
  const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
  const { id: orderId, storeId } = await desk.row<{ id: string; storeId: string }>(
    `SELECT id, store_id AS "storeId" FROM orders WHERE order_number = $1`,
    [orderNumber],
  );
  const worker = { pool: desk.database.pool, gateway: () => desk.gateways.get("stripe") as Gateway };
  const sent = vi.spyOn(Client.prototype, "query");
  expect(await captureInvoice(worker, { storeId, orderId, invoiceId })).toBe("succeeded");
  const journeys = sent.mock.calls.map(([journey]) =>
    (journey as unknown as { statements: readonly Statement[] }).statements.map(({ text }) => text.trim().slice(0, 6)),
  );
  expect(journeys).toEqual([
    ["BEGIN", "SELECT", "SELECT", "SELECT"],
    ["WITH w", "COMMIT"],
    ["BEGIN", "SELECT", "SELECT", "SELECT"],
    ["WITH w", "COMMIT"],
  ]);
});
