import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { openedOrder, openWithOrder } from "@/lib/db/stores/order-store";
import { transaction } from "@/lib/db/transaction";
import { captureDueInvoice } from "@/lib/operations/invoice/capture-due-invoice";
import * as settling from "@/lib/operations/order/settle-order";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import type { Gateway } from "@/lib/payments/gateway";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";
import { carryOut } from "./tasks/run-attempt";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());
afterEach(() => vi.restoreAllMocks());

const read = (orderNumber: string) =>
  transaction(
    desk.database.pool,
    async (_tx, opened) => openedOrder(opened),
    openWithOrder(desk.context.storeId, { orderNumber }),
  );

it.each([
  ["a part of the order, whose hold is spent by it", [1, 2]],
  ["the whole order", [3]],
])(
  "X01 W02 W32: the order that a capture's two transactions keep in mind is the order that the database then has: %s",
  async (_of, releases) => {
    const settle = vi.spyOn(settling, "settleLoadedOrder");
    const kept = () => settle.mock.calls.at(-1)?.[1].order;
    const worker = { pool: desk.database.pool, gateway: () => desk.gateways.get("stripe") as Gateway };
    const orderNumber = await desk.confirmedOrder({ quantity: 3, unitPriceMinor: 7_000 });
    for (const quantity of releases) {
      const { releaseNo } = must(
        await releaseOrder(desk.context, { orderNumber }, { lines: [{ lineNo: 1, quantity }] }),
      );
      const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
      const orderId = (await read(orderNumber))?.row.id ?? "";
      const { taken } = must(await captureDueInvoice(desk.context, { orderId, invoiceId, take: true }));
      if (!taken) throw new Error("the capture was not taken");
      expect((await read(orderNumber))?.order).toEqual(kept());
      await carryOut(worker, desk.context.storeId, {
        attempt: taken,
        mode: "send",
        isStoppedByFraud: false,
        heldForMs: () => 0,
      });
      expect((await read(orderNumber))?.order).toEqual(kept());
    }
    expect((await read(orderNumber))?.row).toMatchObject({ status: "completed", captureStatus: "success" });
  },
);
