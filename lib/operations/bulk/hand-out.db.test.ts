import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { listBulkJobRows } from "@/lib/queries/bulk/get-bulk-job";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import { type HandOutRequest, planHandOut } from "@/lib/queries/team/plan-hand-out";
import { addNote } from "../note/add-note";
import type { OperationContext } from "../operation-context";
import { assignOrder } from "../order/assign-order";
import { claimOrder } from "../order/claim-order";
import { repriceOrder, repriceOrderInput } from "../order/reprice-order";
import { snoozeOrder } from "../order/snooze-order";
import { createStaffUser } from "../staff/create-staff-user";
import { setStaffActive } from "../staff/set-staff-active";
import { handOut } from "./hand-out";

let desk: DeskForTests;
let [ana, ben, cid, sue] = ["", "", "", ""];
beforeAll(async () => {
  desk = await openDeskForTests();
  [ana, ben, cid] = [await colleague("Ana Belan"), await colleague("Ben Cole"), await colleague("Cid Dorn")];
  sue = await colleague("Sue Ellis", "supervisor");
  must(await setStaffActive(desk.context, { userId: cid, isActive: false }));
});
afterAll(() => desk.close());

async function colleague(name: string, role: "csr" | "supervisor" = "csr"): Promise<string> {
  const email = `${name.split(" ")[0]?.toLowerCase()}@example.com`;
  return must(await createStaffUser(desk.context, { email, name, role, passwordHash: "not-a-hash" })).userId;
}

const as = (userId: string): OperationContext => ({ ...desk.context, actor: { kind: "staff", userId, name: userId } });
const scope = async () => ({ ...(await scopeForTests(desk)), viewer: { userId: sue } });
const evenOut = { act: "even_out", moveToo: false, without: [] } as const;

/** An order in the unpaid list: its price rose by so much, in US dollars unless said otherwise. */
async function unpaid(rise: number, currency = "USD"): Promise<string> {
  const orderNumber = await desk.confirmedOrder({ source: "repair", currency });
  const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 20_000 + rise }];
  must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
  return orderNumber;
}

let jobs = 0;
async function start(request: HandOutRequest, seen?: string) {
  const { rows, plan } = await planHandOut(await scope(), request);
  const bulkJobId = `blk_hand${++jobs}`;
  const started = await handOut(as(sue), { bulkJobId, act: request.act, rows, plan, seenPlan: seen ?? plan });
  return { bulkJobId, started };
}

async function ownerOf(orderNumber: string): Promise<string | null> {
  const text = "SELECT owner_id AS owner FROM orders WHERE order_number = $1";
  return (await desk.row<{ owner: string | null }>(text, [orderNumber])).owner;
}

const givenTo = (name: string, plan: Awaited<ReturnType<typeof planHandOut>>) =>
  plan.shares.find((share) => share.name === name);

describe("a supervisor hands out work", () => {
  it("evens out what nobody owns: the preview says who gets what, in each currency, and then exactly that happens", async () => {
    const [own, ...free] = [
      await unpaid(50_000),
      await unpaid(90_000),
      await unpaid(70_000, "EUR"),
      await unpaid(10_000),
    ];
    const asleep = await unpaid(99_000);
    must(await assignOrder(as(sue), { orderNumber: own ?? "" }, { ownerId: ana }));
    must(await snoozeOrder(as(sue), { orderNumber: asleep }, { until: "tomorrow" }));
    const plan = await planHandOut(await scope(), evenOut);
    expect(plan.rows.map(({ orderNumber }) => orderNumber).sort()).toEqual([...free].sort());
    expect(plan.shares.map(({ name }) => name)).toEqual(["Ben Cole", "Ana Belan"]);
    expect(givenTo("Ana Belan", plan)).toMatchObject({ before: 1, gets: 1, after: 2 });
    expect(givenTo("Ben Cole", plan)).toMatchObject({ before: 0, gets: 2, after: 2 });
    const currencies = plan.shares.flatMap(({ sums }) => sums.map(({ currency }) => currency));
    expect(new Set(currencies)).toEqual(new Set(["USD", "EUR"]));
    const { bulkJobId } = await start(evenOut, plan.plan);
    await desk.work();
    for (const { orderNumber, to } of plan.rows) expect(await ownerOf(orderNumber)).toBe(to);
    expect(await ownerOf(own ?? "")).toBe(ana);
    expect(await ownerOf(asleep)).toBeNull();
    const audit = await desk.row<{ action: string; actor: string; after: object }>(
      "SELECT action, actor, after FROM audit_log WHERE subject_id = $1",
      [bulkJobId],
    );
    expect(audit).toEqual({
      action: "work.even_out",
      actor: `staff:${sue}`,
      after: { orders: 3, given: { [ana]: 1, [ben]: 2 } },
    });
    const { told } = await desk.row<{ told: number }>(
      "SELECT count(*)::int AS told FROM staff_notices WHERE user_id = $1 AND kind = 'order_assigned'",
      [ben],
    );
    expect(told).toBe(2);
    expect((await start(evenOut)).started).toMatchObject({ ok: false, reason: "selection_empty" });
  });

  it("what was agreed to is what runs: a desk that changed since the preview starts nothing, and who is away gets nothing", async () => {
    const first = await unpaid(20_000);
    const { plan } = await planHandOut(await scope(), evenOut);
    await unpaid(30_000);
    expect((await start(evenOut, plan)).started).toMatchObject({ ok: false, reason: "plan_changed" });
    expect(await ownerOf(first)).toBeNull();
    const request = { ...evenOut, without: [ben] };
    const away = await planHandOut(await scope(), request);
    expect(givenTo("Ben Cole", away)).toMatchObject({ gets: 0 });
    expect(givenTo("Ana Belan", away)).toMatchObject({ gets: 2, before: 2, after: 4 });
    await start(request);
    await desk.work();
    expect(await ownerOf(first)).toBe(ana);
  });

  it("moves what people have only when that is asked, and the fewest that even the desk out", async () => {
    expect((await planHandOut(await scope(), evenOut)).rows).toEqual([]);
    const plan = await planHandOut(await scope(), { ...evenOut, moveToo: true });
    expect(plan.rows).toMatchObject([{ from: ana, to: ben }]);
    expect(plan.shares.map(({ before, after }) => [before, after])).toEqual([
      [2, 3],
      [4, 3],
    ]);
  });

  it("CC-4: an order that a colleague works on, or that changed hands since, is left to them and says so", async () => {
    const [worked, moved, free] = [await unpaid(40_000), await unpaid(41_000), await unpaid(42_000)];
    const { bulkJobId } = await start(evenOut);
    must(await claimOrder(as(ben), { orderNumber: worked }, { takeOverReason: null }));
    must(await assignOrder(as(sue), { orderNumber: moved }, { ownerId: sue }));
    await desk.work();
    const rows = await listBulkJobRows(await scope(), bulkJobId);
    const outcomes = Object.fromEntries(rows.map(({ orderNumber, outcome, why }) => [orderNumber, [outcome, why]]));
    expect(outcomes[moved]).toEqual(["skipped", "It went to somebody else in the meantime."]);
    expect(outcomes[worked]?.[0]).toBe("skipped");
    expect(outcomes[free]).toEqual(["done", null]);
    expect([await ownerOf(worked), await ownerOf(moved)]).toEqual([ben, sue]);
    const plan = await planHandOut(await scope(), { act: "reassign", fromId: ben, toId: ana });
    expect(plan.leftAlone).toBe(1);
    expect(plan.rows.map(({ orderNumber }) => orderNumber)).not.toContain(worked);
  });

  it("reassigns all open orders of one colleague, also of one who left, and nothing to nobody's account", async () => {
    const [one, two] = [await unpaid(15_000), await unpaid(16_000)];
    for (const orderNumber of [one, two]) {
      await desk.database.pool.query("UPDATE orders SET owner_id = $2 WHERE order_number = $1", [orderNumber, cid]);
    }
    expect((await planHandOut(await scope(), { act: "reassign", fromId: cid, toId: "usr_nobody" })).rows).toEqual([]);
    expect((await planHandOut(await scope(), { act: "reassign", fromId: ana, toId: cid })).rows).toEqual([]);
    await start({ act: "reassign", fromId: cid, toId: ben });
    await desk.work();
    expect([await ownerOf(one), await ownerOf(two)]).toEqual([ben, ben]);
  });

  it("releases a claim that nothing came of for twenty minutes, not one whose holder acted", async () => {
    const [stuck, begun] = [await unpaid(17_000), await unpaid(18_000)];
    for (const orderNumber of [stuck, begun])
      must(await claimOrder(as(ana), { orderNumber }, { takeOverReason: null }));
    must(await addNote(as(ana), { orderNumber: begun }, { text: "Called, will call back.", isPinned: false }));
    expect((await planHandOut(await scope(), { act: "release" })).rows.map((row) => row.orderNumber)).toEqual([]);
    await desk.advance(21 * 60_000);
    const plan = await planHandOut(await scope(), { act: "release" });
    expect(plan.rows).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ orderNumber: stuck, to: null })]),
    );
    expect(plan.rows.map((row) => row.orderNumber)).not.toContain(begun);
    await start({ act: "release" });
    await desk.work();
    expect([await ownerOf(stuck), await ownerOf(begun)]).toEqual([null, ana]);
  });
});
