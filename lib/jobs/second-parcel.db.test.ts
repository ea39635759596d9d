import { afterAll, beforeAll, expect, it } from "vitest";
import { requestCapture } from "@/lib/operations/invoice/request-capture";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { MINUTE_MS } from "@/lib/payments/instant";
import { claimed } from "./call-in-flight-for-tests";
import { type DeskForTests, must, openDeskForTests } from "./desk-for-tests";

let desk: DeskForTests;
beforeAll(async () => {
  desk = await openDeskForTests();
});
afterAll(() => desk.close());

async function shipOne(orderNumber: string): Promise<string> {
  const { releaseNo } = must(
    await releaseOrder(desk.context, { orderNumber }, { lines: [{ lineNo: 1, quantity: 1 }] }),
  );
  return must(await shipRelease(desk.context, { orderNumber, releaseNo }, {})).invoiceId;
}

it("I18 PC-1 W35: a parcel that ships while another's capture is out is captured once that is over, without anybody's help", async () => {
  const orderNumber = await desk.confirmedOrder({ quantity: 2, unitPriceMinor: 7_000 });
  const first = await shipOne(orderNumber);
  const asked = must(await requestCapture(desk.context, { invoiceId: first, manual: true }));
  await claimed(desk, asked.attemptIds[0] ?? "");
  const second = await shipOne(orderNumber);
  await desk.work();
  // Longer than the minute in which its own shipping has it looked at once more.
  await desk.advance(2 * MINUTE_MS);
  const invoice = (id: string) => desk.row<{ status: string }>("SELECT status FROM invoices WHERE id = $1", [id]);
  expect([await invoice(first), await invoice(second)]).toEqual([{ status: "capturing" }, { status: "open" }]);

  await desk.database.pool.query(
    "UPDATE attempts SET lease_until = clock_timestamp() - interval '1 second' WHERE status = 'started'",
  );
  await desk.advance(1_000);
  await desk.advance(2 * MINUTE_MS);
  expect([await invoice(first), await invoice(second)]).toEqual([{ status: "captured" }, { status: "captured" }]);
});
