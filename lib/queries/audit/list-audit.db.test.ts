import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import type { OperationContext } from "@/lib/operations/operation-context";
import { claimOrder } from "@/lib/operations/order/claim-order";
import { liftFraudStop, stopForFraud } from "@/lib/operations/order/stop-for-fraud";
import { createStaffUser } from "@/lib/operations/staff/create-staff-user";
import { DAY_MS } from "@/lib/payments/instant";
import { scopeForTests } from "../scope-for-tests";
import { type AuditFilterText, parseAuditFilter } from "./audit-filter";
import { listAudit } from "./list-audit";

let desk: DeskForTests;
let [ana, ben] = ["", ""];
let [first, second] = ["", ""];
beforeAll(async () => {
  desk = await openDeskForTests();
  const add = async (name: string) => {
    const person = { email: `${name}@example.com`, name, role: "supervisor", passwordHash: "not-a-hash" } as const;
    return must(await createStaffUser(desk.context, person)).userId;
  };
  [ana, ben] = [await add("Ana"), await add("Ben")];
  [first, second] = [await desk.confirmedOrder({ unitPriceMinor: 20_000 }), await desk.confirmedOrder()];
  must(await stopForFraud(as(ana), { orderNumber: first }, { reason: "Three cards in a minute" }));
  must(await liftFraudStop(as(ben), { orderNumber: first }, { reason: "Known customer" }));
  must(await claimOrder(as(ana), { orderNumber: second }, { takeOverReason: null }));
  must(await claimOrder(as(ben), { orderNumber: second }, { takeOverReason: "Ana is at lunch" }));
});
afterAll(() => desk.close());

const as = (userId: string): OperationContext => ({ ...desk.context, actor: { kind: "staff", userId, name: userId } });

async function entries(text: AuditFilterText) {
  const request = { filter: parseAuditFilter(text), after: null, before: null, size: 100 };
  return (await listAudit(await scopeForTests(desk), request)).rows;
}
const lines = async (text: AuditFilterText) =>
  (await entries(text)).map((row) => [row.who, row.act, row.orderNumber, row.reason]);

describe("the audit", () => {
  it("I10: says who did what, when, on which order and why, newest first, and speaks of people unless it is asked for more", async () => {
    expect(await lines({})).toEqual([
      ["Ben", "Took over a colleague's claim", second, "Ana is at lunch"],
      ["Ben", "Lifted the fraud stop", first, "Known customer"],
      ["Ana", "Stopped for fraud", first, "Three cards in a minute"],
    ]);
    const systems = await entries({ who: "systems" });
    expect(new Set(systems.map((row) => row.who))).toEqual(new Set(["shop system"]));
    const everybody = await entries({ who: "everybody" });
    expect(everybody.length).toBeGreaterThan(systems.length);
    for (const row of await entries({})) expect(everybody).toContainEqual(row);
  });

  it("I10: is narrowed by colleague, by kind, by order and by day; a word that names nothing narrows nothing", async () => {
    expect((await lines({ who: ana })).map(([, act]) => act)).toEqual(["Stopped for fraud"]);
    expect((await lines({ kind: "overrides" })).map(([who]) => who)).toEqual(["Ben", "Ben"]);
    expect((await lines({ kind: "fraud" })).map(([, , order]) => order)).toEqual([first, first]);
    expect((await lines({ order: second, who: "staff" })).map(([who]) => who)).toEqual(["Ben"]);
    expect(await lines({ order: "no-such-order" })).toEqual([]);
    const { now } = await scopeForTests(desk);
    const day = (offset: number) =>
      new Date(now + offset * DAY_MS).toLocaleDateString("sv-SE", { timeZone: "Europe/Madrid" });
    expect(await lines({ from: day(-1), until: day(1) })).toHaveLength(3);
    expect(await lines({ until: day(-2) })).toEqual([]);
    expect(await lines({ from: day(2) })).toEqual([]);
    expect(await lines({ kind: "nonsense", from: "yesterday", who: "' OR 1=1" })).toHaveLength(3);
  });

  it("I10: pages by its last entry, forward and back, and an entry that comes meanwhile moves none of them", async () => {
    const scope = await scopeForTests(desk);
    const page = (cursor: { after?: string | null; before?: string | null }) =>
      listAudit(scope, { filter: parseAuditFilter({}), after: null, before: null, size: 2, ...cursor });
    const one = await page({});
    must(await stopForFraud(as(ana), { orderNumber: second }, { reason: "Meanwhile" }));
    const two = await page({ after: one.nextCursor });
    expect(two.rows.map((row) => row.act)).toEqual(["Stopped for fraud"]);
    expect(two.rows[0]?.orderNumber).toBe(first);
    expect(two.nextCursor).toBeNull();
    expect((await page({ before: two.previousCursor })).rows).toEqual(one.rows);
  });

  it("I17: entries of another store are not there", async () => {
    const scope = { ...(await scopeForTests(desk)), storeId: "another" };
    const request = { filter: parseAuditFilter({ who: "everybody" }), after: null, before: null, size: 10 };
    expect((await listAudit(scope, request)).rows).toEqual([]);
  });
});
