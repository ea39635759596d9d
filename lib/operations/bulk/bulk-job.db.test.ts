import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { getBulkJob, getCurrentBulkJob, listBulkJobRows } from "@/lib/queries/bulk/get-bulk-job";
import { previewBulk } from "@/lib/queries/bulk/preview-bulk";
import { selectOrders } from "@/lib/queries/bulk/select-orders";
import { listOrders } from "@/lib/queries/orders/list-orders";
import { parseOrderFilter } from "@/lib/queries/orders/order-filter";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import { listStatusFields } from "@/lib/queries/status-fields/list-status-fields";
import { countWorklist } from "@/lib/queries/worklists/count-worklist";
import { noFilter, parseWorklistFilter } from "@/lib/queries/worklists/worklist-filter";
import type { OperationContext } from "../operation-context";
import { claimOrder } from "../order/claim-order";
import { repriceOrder, repriceOrderInput } from "../order/reprice-order";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { createStaffUser } from "../staff/create-staff-user";
import { addStatusField, retireStatusChoice } from "../status-field/change-status-fields";
import { dismissBulkJob, retryBulkJob } from "./retry-bulk-job";
import { nextBulkRow, runBulkRow } from "./run-bulk-row";
import { type BulkOptions, type StartBulkInput, startBulkJob } from "./start-bulk-job";

let desk: DeskForTests;
let [ana, ben] = ["", ""];
beforeAll(async () => {
  desk = await openDeskForTests();
  [ana = "", ben = ""] = [await colleague("Ana Belan"), await colleague("Ben Cole")];
});
afterAll(() => desk.close());

async function colleague(name: string): Promise<string> {
  const email = `${name.split(" ")[0]?.toLowerCase()}@example.com`;
  return must(await createStaffUser(desk.context, { email, name, role: "csr", passwordHash: "not-a-hash" })).userId;
}

const as = (userId: string): OperationContext => ({ ...desk.context, actor: { kind: "staff", userId, name: userId } });
const scopeOf = async (userId: string) => ({ ...(await scopeForTests(desk)), viewer: { userId } });

async function failedCapture(times = 1): Promise<string> {
  const orderNumber = await desk.confirmedOrder();
  await desk.fault({ action: "decline", operation: "capture", declineCode: "insufficient_funds", count: times });
  must(await releaseOrder(desk.context, { orderNumber }, {}));
  must(await shipRelease(desk.context, { orderNumber, releaseNo: 1 }, {}));
  await desk.work();
  return orderNumber;
}

async function dearerOrder(): Promise<string> {
  const orderNumber = await desk.confirmedOrder({ source: "repair" });
  const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 24_118 }];
  must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
  return orderNumber;
}

const everything = { filter: parseOrderFilter({}), sort: [], after: null, before: null, size: 50 };

let jobs = 0;
async function start(
  userId: string,
  kind: StartBulkInput["kind"],
  orderNumbers: string[],
  options: BulkOptions = {},
): Promise<string> {
  const rows = await selectOrders(await scopeOf(userId), { orderNumbers });
  const bulkJobId = `blk_${++jobs}`;
  must(await startBulkJob(as(userId), { bulkJobId, kind, options, rows, expected: rows.length }));
  return bulkJobId;
}

describe("one act on many orders", () => {
  it("a preview counts and sums exactly what the list says, and says who is left out and why", async () => {
    const [first, , third] = [await dearerOrder(), await dearerOrder(), await dearerOrder()];
    must(await claimOrder(as(ben), { orderNumber: third ?? "" }, { takeOverReason: null }));
    const scope = await scopeOf(ana);
    const filter = parseWorklistFilter({ reason: "price_rise" });
    const counts = await countWorklist(scope, "unpaid", filter);
    const preview = await previewBulk(scope, "ask_customer", { list: "unpaid", filter });
    expect(preview).toMatchObject({ total: counts.matching, able: counts.matching - 1 });
    expect(preview.skips).toMatchObject([
      { count: 1, reason: expect.stringMatching(/^Ben Cole is working on this/), examples: [third] },
    ]);
    expect(preview.sums).toEqual([{ amountMinor: String(2 * 4118), currency: "USD" }]);
    const none = await previewBulk(scope, "capture", { orderNumbers: [first ?? ""] });
    expect(none).toMatchObject({ total: 1, able: 0 });
  });

  it("P10: each row has its own outcome with its reason, and only what failed is tried again", async () => {
    const [good, bad] = [await failedCapture(), await failedCapture(2)];
    const idle = await dearerOrder();
    const id = await start(ana, "capture", [bad, good, idle]);
    await desk.work();
    const scope = await scopeOf(ana);
    expect(await getBulkJob(scope, id)).toMatchObject({
      total: 3,
      counts: { done: 1, failed: 1, skipped: 1, waiting: 0 },
    });
    expect(await listBulkJobRows(scope, id)).toMatchObject([
      { orderNumber: bad, outcome: "failed", why: "Not enough funds" },
      { orderNumber: idle, outcome: "skipped", why: "Nothing among these is waiting to be captured." },
      { orderNumber: good, outcome: "done", why: null },
    ]);
    expect(await retryBulkJob(as(ben), id)).toMatchObject({ reason: "bulk_job_not_found" });
    expect(must(await retryBulkJob(as(ana), id))).toEqual({ count: 1 });
    await desk.work();
    expect((await getBulkJob(scope, id))?.counts).toEqual({ done: 2, failed: 0, skipped: 1, waiting: 0 });
    expect(await retryBulkJob(as(ana), id)).toMatchObject({ reason: "nothing_failed" });
  });

  it("P02: one of the store's own statuses is set on many orders, each told in its story; an order in a colleague's hands, and a choice that went meanwhile, are skipped with their reasons", async () => {
    const [one, two, held] = [await desk.confirmedOrder(), await desk.confirmedOrder(), await desk.confirmedOrder()];
    const added = { subject: "order", kind: "choice", name: "Review", choices: ["Waiting", "Cleared"] } as const;
    const { fieldId } = must(await addStatusField(desk.context, added));
    const [field] = await listStatusFields(desk.context);
    const [waiting, cleared] = field?.choices.map(({ id }) => id) ?? [];
    must(await claimOrder(as(ben), { orderNumber: held }, { takeOverReason: null }));
    const scope = await scopeOf(ana);
    const orderNumbers = [one, two, held];
    expect(await previewBulk(scope, "set_status", { orderNumbers })).toMatchObject({
      total: 3,
      able: 2,
      skips: [{ count: 1, examples: [held] }],
    });
    const give = async (value: string | null) => {
      const id = await start(ana, "set_status", orderNumbers, { status: { fieldId, value } });
      await desk.work();
      const page = await listOrders(scope, { ...everything, withOwnStatuses: true });
      const said = new Map(page.rows.map((row) => [row.orderNumber, row.ownStatuses]));
      return { counts: (await getBulkJob(scope, id))?.counts, rows: await listBulkJobRows(scope, id), said };
    };
    const first = await give(waiting ?? "");
    expect(first.counts).toEqual({ done: 2, skipped: 1, failed: 0, waiting: 0 });
    expect(first.rows[0]).toMatchObject({
      orderNumber: held,
      outcome: "skipped",
      why: expect.stringMatching(/^Ben Cole/),
    });
    expect(orderNumbers.map((number) => first.said.get(number))).toEqual([
      ["Review: Waiting"],
      ["Review: Waiting"],
      [],
    ]);
    must(await retireStatusChoice(desk.context, { fieldId, choiceId: cleared ?? "" }));
    expect((await give(cleared ?? "")).rows.map((row) => row.why)).toContain("That is no longer one of the choices.");
    expect((await give(null)).said.get(one)).toEqual([]);
    const told = await desk.row(
      `SELECT count(*)::int AS count FROM events e JOIN orders o ON o.id = e.order_id
       WHERE e.type = 'status_set' AND o.order_number = ANY($1) AND e.actor = $2`,
      [orderNumbers, `staff:${ana}`],
    );
    expect(told).toEqual({ count: 4 });
  });

  it("DC-1: a job that is asked for twice, or runs again after its worker died, does each row once", async () => {
    const orderNumber = await dearerOrder();
    const rows = await selectOrders(await scopeOf(ana), { orderNumbers: [orderNumber, orderNumber] });
    const input = { bulkJobId: "blk_twice", kind: "ask_customer", options: {}, rows, expected: 1 } as const;
    must(await startBulkJob(as(ana), input));
    must(await startBulkJob(as(ana), input));
    const item = await nextBulkRow(desk.context, "blk_twice");
    if (!item) throw new Error("a row waits");
    const run = { kind: "ask_customer", options: {}, item } as const;
    await runBulkRow(as(ana), run);
    // The worker dies before it could note what came of the row.
    await desk.database.pool.query(
      "UPDATE bulk_job_items SET status = 'started', approval_request_id = NULL WHERE bulk_job_id = 'blk_twice'",
    );
    await desk.work();
    const { count } = await desk.row<{ count: number }>(
      "SELECT count(*)::int FROM approval_requests r JOIN orders o ON o.id = r.order_id WHERE o.order_number = $1",
      [orderNumber],
    );
    expect(count).toBe(1);
    const { request } = await desk.row<{ request: string | null }>(
      "SELECT approval_request_id AS request FROM bulk_job_items WHERE bulk_job_id = 'blk_twice'",
    );
    expect(request).toMatch(/^apr_/);
  });

  it("a mail that was not taken is a failed row, told from those that left", async () => {
    const [sent, lost] = [await dearerOrder(), await dearerOrder()];
    const id = await start(ana, "ask_customer", [sent, lost]);
    const item = await nextBulkRow(desk.context, id);
    expect(item?.orderNumber).toBe(sent);
    await desk.work();
    await desk.database.pool.query(
      `UPDATE mails m SET status = CASE WHEN o.order_number = $1 THEN 'sent' ELSE 'failed' END, last_error = 'EENVELOPE'
       FROM orders o WHERE o.id = m.order_id AND o.order_number = ANY($2)`,
      [sent, [sent, lost]],
    );
    expect(await listBulkJobRows(await scopeOf(ana), id)).toMatchObject([
      { orderNumber: lost, outcome: "failed", why: "The mail was not taken: EENVELOPE" },
      { orderNumber: sent, outcome: "done" },
    ]);
  });

  it("MR4-2 CC-4: rows run with the asker's rights of that moment and respect a colleague's claim", async () => {
    const [claimed, other] = [await dearerOrder(), await dearerOrder()];
    must(await claimOrder(as(ben), { orderNumber: claimed }, { takeOverReason: null }));
    const id = await start(ana, "snooze", [claimed, other]);
    await desk.work();
    const scope = await scopeOf(ana);
    expect(await listBulkJobRows(scope, id)).toMatchObject([
      { orderNumber: claimed, outcome: "skipped", why: expect.stringMatching(/^Ben Cole is working on this/) },
      { orderNumber: other, outcome: "done" },
    ]);
    const assign = await start(ana, "assign", [other]);
    await desk.work();
    expect(await listBulkJobRows(scope, assign)).toMatchObject([
      { outcome: "skipped", why: "Your role does not include this." },
    ]);
  });

  it("what was agreed to is what runs: another number of orders is refused, and so are none and too many", async () => {
    const rows = await selectOrders(await scopeOf(ana), { list: "unpaid", filter: noFilter });
    const input = { bulkJobId: "blk_never", kind: "snooze", options: {}, rows } as const;
    expect(await startBulkJob(as(ana), { ...input, expected: rows.length - 1 })).toMatchObject({
      reason: "selection_changed",
    });
    expect(await startBulkJob(as(ana), { ...input, rows: [], expected: 0 })).toMatchObject({
      reason: "selection_empty",
    });
    expect(await startBulkJob(desk.context, { ...input, expected: rows.length })).toMatchObject({
      reason: "only_staff",
    });
  });

  it("MR4-3: a job is seen by who asked for it, until it is put away", async () => {
    const id = await start(ana, "snooze", [await dearerOrder()]);
    await desk.work();
    expect(await getBulkJob(await scopeOf(ben), id)).toBeNull();
    expect((await getCurrentBulkJob(await scopeOf(ana)))?.id).toBe(id);
    expect(await dismissBulkJob(as(ben), id)).toMatchObject({ reason: "bulk_job_not_found" });
    must(await dismissBulkJob(as(ana), id));
    expect((await getCurrentBulkJob(await scopeOf(ana)))?.id).not.toBe(id);
  });
});
