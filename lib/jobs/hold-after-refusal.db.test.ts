import { afterAll, beforeAll, expect, it } from "vitest";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

it.each([
  [true, "expired"],
  [false, "authorized"],
])(
  "P13 I11: after a refused capture the hold stands as the gateway says, also when its news came while the call was out (let go: %s)",
  async (releasesHold, status) => {
    const orderNumber = await desk.confirmedOrder();
    await desk.fault({ action: "decline", operation: "capture", declineCode: "insufficient_funds", releasesHold });
    const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
    await desk.work();
    expect(
      await desk.row(
        `SELECT z.status, i.status AS invoice, i.last_reason AS reason FROM authorizations z JOIN orders o ON o.store_id = z.store_id AND o.id = z.order_id
       JOIN invoices i ON i.store_id = o.store_id AND i.order_id = o.id WHERE o.order_number = $1`,
        [orderNumber],
      ),
    ).toEqual({ status, invoice: "failed", reason: "insufficient_funds" });
  },
);
