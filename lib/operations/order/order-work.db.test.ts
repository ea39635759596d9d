import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/payments/instant";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import { listNotices } from "@/lib/queries/shell/list-notices";
import { countWorklist } from "@/lib/queries/worklists/count-worklist";
import { parseWorklistFilter } from "@/lib/queries/worklists/worklist-filter";
import { markOpened } from "../approval/mark-opened";
import { requestApproval, requestApprovalInput } from "../approval/request-approval";
import { requestCapture } from "../invoice/request-capture";
import { addNote } from "../note/add-note";
import { removeNote } from "../note/remove-note";
import type { OperationContext } from "../operation-context";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { createStaffUser } from "../staff/create-staff-user";
import { readNotices } from "../staff/read-notices";
import { assignOrder } from "./assign-order";
import { cancelOrder } from "./cancel-order";
import { claimOrder } from "./claim-order";
import { releaseClaim } from "./release-claim";
import { repriceOrder, repriceOrderInput } from "./reprice-order";
import { snoozeOrder, wakeOrder } from "./snooze-order";
import { stopForFraud } from "./stop-for-fraud";

let desk: DeskForTests;
let [andre, paula] = ["", ""];
beforeAll(async () => {
  desk = await openDeskForTests();
  [andre = "", paula = ""] = [await colleague("Andre Becker"), await colleague("Paula Novak")];
});
afterAll(() => desk.close());

async function colleague(name: string): Promise<string> {
  const email = `${name.split(" ")[0]?.toLowerCase()}@example.com`;
  return must(await createStaffUser(desk.context, { email, name, role: "csr", passwordHash: "not-a-hash" })).userId;
}

const as = (userId: string): OperationContext => ({ ...desk.context, actor: { kind: "staff", userId, name: userId } });

async function dearerOrder(): Promise<string> {
  const orderNumber = await desk.confirmedOrder({ source: "repair" });
  const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 24_118 }];
  must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
  return orderNumber;
}

const isListed = async (snoozed: "yes" | null = null) =>
  (await countWorklist(await scopeForTests(desk), "unpaid", parseWorklistFilter({ snoozed }))).matching;

describe("a claim", () => {
  it("CC-4 CC-1: an order that a colleague works on is refused to everybody else, by name, whatever the act", async () => {
    const orderNumber = await dearerOrder();
    must(await claimOrder(as(andre), { orderNumber }, { takeOverReason: null }));
    const refusal = { ok: false, reason: "claimed_by_other", detail: "Andre Becker" };
    const ask = requestApprovalInput.parse({});
    expect(await requestApproval(as(paula), { orderNumber }, ask)).toEqual(refusal);
    expect(await cancelOrder(as(paula), { orderNumber }, { reason: "asked for it" })).toEqual(refusal);
    expect(await snoozeOrder(as(paula), { orderNumber }, { until: "tomorrow" })).toEqual(refusal);
    expect(await claimOrder(as(paula), { orderNumber }, { takeOverReason: null })).toEqual(refusal);
    const { count } = await desk.row<{ count: number }>(
      "SELECT count(*)::int FROM approval_requests r JOIN orders o ON o.id = r.order_id WHERE o.order_number = $1",
      [orderNumber],
    );
    expect(count).toBe(0);

    // Neither a word to a colleague nor a stop for fraud waits for anybody, and the shop's own systems hold no claims.
    must(await addNote(as(paula), { orderNumber }, { text: "The customer called.", isPinned: false }));
    must(await stopForFraud(as(paula), { orderNumber }, { reason: "stolen card" }));
    must(await requestApproval(as(andre), { orderNumber: await dearerOrder() }, ask));
  });

  it("CC-4: a capture by hand is refused too, until the claim is given back", async () => {
    const orderNumber = await desk.confirmedOrder();
    await desk.fault({ action: "decline", operation: "capture", declineCode: "insufficient_funds" });
    must(await releaseOrder(desk.context, { orderNumber }, {}));
    const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo: 1 }, {}));
    await desk.work();
    must(await claimOrder(as(andre), { orderNumber }, { takeOverReason: null }));
    expect(await requestCapture(as(paula), { invoiceId, manual: true })).toMatchObject({ reason: "claimed_by_other" });
    must(await releaseClaim(as(andre), { orderNumber }));
    must(await requestCapture(as(paula), { invoiceId, manual: true }));
  });

  it("CC-4: it is renewed by what its holder does, and free again five minutes after", async () => {
    const orderNumber = await dearerOrder();
    must(await claimOrder(as(andre), { orderNumber }, { takeOverReason: null }));
    await desk.advance(4 * MINUTE_MS);
    must(await snoozeOrder(as(andre), { orderNumber }, { until: "two_hours" }));
    await desk.advance(4 * MINUTE_MS);
    expect(await wakeOrder(as(paula), { orderNumber })).toMatchObject({ ok: true });
    expect(await snoozeOrder(as(paula), { orderNumber }, { until: "two_hours" })).toMatchObject({ ok: false });
    await desk.advance(2 * MINUTE_MS);
    must(await snoozeOrder(as(paula), { orderNumber }, { until: "two_hours" }));
    must(await wakeOrder(as(paula), { orderNumber }));
  });

  it("CC-4: who takes over gives a reason, and who loses is told it once", async () => {
    const orderNumber = await dearerOrder();
    must(await claimOrder(as(andre), { orderNumber }, { takeOverReason: null }));
    must(await claimOrder(as(paula), { orderNumber }, { takeOverReason: "customer is on the phone" }));
    const scope = { ...(await scopeForTests(desk)), viewer: { userId: andre } };
    const told = await listNotices(scope);
    expect(told.map(({ text }) => text)).toContain(`Paula Novak took over ${orderNumber}: customer is on the phone`);
    expect(await requestApproval(as(andre), { orderNumber }, requestApprovalInput.parse({}))).toMatchObject({
      reason: "claimed_by_other",
      detail: "Paula Novak",
    });
    must(await readNotices(as(paula)));
    expect((await listNotices(scope)).length).toBe(told.length);
    must(await readNotices(as(andre)));
    expect(await listNotices(scope)).toEqual([]);
  });
});

describe("putting off and handing out", () => {
  it("an order sleeps off the lists and wakes by the clock, at the latest 24 hours before its hold ends", async () => {
    const before = await isListed();
    const orderNumber = await dearerOrder();
    const { until } = must(await snoozeOrder(as(andre), { orderNumber }, { until: "two_hours" }));
    expect(await isListed()).toBe(before);
    expect(await isListed("yes")).toBeGreaterThan(0);
    await desk.advance(2 * HOUR_MS + MINUTE_MS);
    expect(await isListed()).toBe(before + 1);

    const { expires_at } = await desk.row<{ expires_at: Date }>(
      "SELECT a.expires_at FROM authorizations a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1",
      [orderNumber],
    );
    const far = new Date(until + 20 * DAY_MS)
      .toISOString()
      .slice(0, 16) as `${number}-${number}-${number}T${number}:${number}`;
    const cut = must(await snoozeOrder(as(andre), { orderNumber }, { until: far }));
    expect(cut).toMatchObject({ until: expires_at.getTime() - DAY_MS, isCutShort: true });
    must(await wakeOrder(as(andre), { orderNumber }));
    expect(await isListed()).toBe(before + 1);
  });

  it("it wakes when the customer opens the link", async () => {
    const orderNumber = await dearerOrder();
    const { approvalRequestId } = must(
      await requestApproval(as(andre), { orderNumber }, requestApprovalInput.parse({})),
    );
    await desk.work();
    const before = await isListed();
    must(await snoozeOrder(as(andre), { orderNumber }, { until: "tomorrow" }));
    expect(await isListed()).toBe(before - 1);
    must(await markOpened({ ...desk.context, actor: { kind: "customer", approvalRequestId } }, approvalRequestId));
    expect(await isListed()).toBe(before);
  });

  it("an order is handed to a colleague, who is told, and the audit says from whom to whom", async () => {
    const orderNumber = await dearerOrder();
    must(await readNotices(as(paula)));
    const assigned = must(await assignOrder(as(andre), { orderNumber }, { ownerId: paula }));
    expect(assigned).toEqual({ ownerName: "Paula Novak", previousOwnerId: null });
    expect(await assignOrder(as(andre), { orderNumber }, { ownerId: paula })).toMatchObject({
      reason: "nothing_changed",
    });
    expect(await assignOrder(as(andre), { orderNumber }, { ownerId: "usr_nobody" })).toMatchObject({
      reason: "staff_user_not_found",
    });
    const scope = { ...(await scopeForTests(desk)), viewer: { userId: paula } };
    expect((await listNotices(scope)).map(({ text }) => text)).toEqual([`Andre Becker gave you ${orderNumber}.`]);
    const audit = await desk.row<{ before: object; after: object }>(
      "SELECT before, after FROM audit_log WHERE action = 'order.assigned' AND order_id = (SELECT id FROM orders WHERE order_number = $1)",
      [orderNumber],
    );
    expect(audit).toEqual({ before: { ownerId: null }, after: { ownerId: paula } });
  });

  it("a note can be taken back by its author, for a few minutes", async () => {
    const orderNumber = await dearerOrder();
    const { noteId } = must(await addNote(as(andre), { orderNumber }, { text: "Oops", isPinned: false }));
    expect(await removeNote(as(paula), { orderNumber }, { noteId })).toMatchObject({ reason: "note_not_found" });
    must(await removeNote(as(andre), { orderNumber }, { noteId }));
    const late = must(await addNote(as(andre), { orderNumber }, { text: "Oops", isPinned: false }));
    await desk.advance(6 * MINUTE_MS);
    expect(await removeNote(as(andre), { orderNumber }, late)).toMatchObject({ reason: "too_late" });
  });
});
