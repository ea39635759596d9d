import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { addNote } from "@/lib/operations/note/add-note";
import type { OperationContext } from "@/lib/operations/operation-context";
import { claimOrder } from "@/lib/operations/order/claim-order";
import { releaseClaim } from "@/lib/operations/order/release-claim";
import { createStaffUser } from "@/lib/operations/staff/create-staff-user";
import { MINUTE_MS } from "@/lib/payments/instant";
import { getCustomer } from "../customers/get-customer";
import { listCustomers } from "../customers/list-customers";
import { getOrderRecord } from "../order/get-order-record";
import { scopeForTests } from "../scope-for-tests";
import { findRecords } from "../shell/find-records";
import { getTeamFigures } from "../team/get-team-figures";
import { listTeamWork } from "../team/list-team-work";
import { listOrders, type OrdersRequest } from "./list-orders";
import { parseOrderFilter } from "./order-filter";

let desk: DeskForTests;
let numbers: string[];
beforeAll(async () => {
  desk = await openDeskForTests();
  numbers = [
    await desk.confirmedOrder({ unitPriceMinor: 24_118 }),
    await desk.confirmedOrder({ unitPriceMinor: 50_000, currency: "JPY" }),
    await desk.confirmedOrder({ unitPriceMinor: 99_900 }),
  ];
});
afterAll(() => desk.close());

async function found(text: string): Promise<string[]> {
  const request: OrdersRequest = { ...first, filter: parseOrderFilter({ q: text }) };
  return (await listOrders(await scopeForTests(desk), request)).rows.map((row) => row.orderNumber).sort();
}

const first: OrdersRequest = { filter: parseOrderFilter({}), sort: [], after: null, before: null, size: 50 };

describe("all orders and the search", () => {
  it("H18: the newest order comes first, page by page", async () => {
    const scope = await scopeForTests(desk);
    const one = await listOrders(scope, { ...first, size: 2 });
    expect(one.rows.map((row) => row.orderNumber)).toEqual([numbers[2], numbers[1]]);
    expect(one).toMatchObject({ total: 3, isTotalExact: true });
    const two = await listOrders(scope, { ...first, size: 2, after: one.nextCursor });
    expect(two.rows.map((row) => row.orderNumber)).toEqual([numbers[0]]);
    const back = await listOrders(scope, { ...first, size: 2, before: two.previousCursor });
    expect(back.rows.map((row) => row.orderNumber)).toEqual([numbers[2], numbers[1]]);
    expect(one.rows[0]).toMatchObject({ reason: null, step: "none" });
  });

  it("F05: an order is found by number, e-mail, name, last four, gateway reference and amount in its own decimals", async () => {
    const { email } = await desk.row<{ email: string }>(
      "SELECT a.email FROM accounts a JOIN orders o ON o.account_id = a.id WHERE o.order_number = $1",
      [numbers[0]],
    );
    const { reference } = await desk.row<{ reference: string }>(
      "SELECT z.gateway_reference AS reference FROM authorizations z JOIN orders o ON o.id = z.order_id WHERE o.order_number = $1",
      [numbers[1]],
    );
    expect(await found(numbers[2] ?? "")).toEqual([numbers[2]]);
    expect(await found(email.toUpperCase())).toEqual([numbers[0]]);
    expect(await found("carmen mor")).toEqual([...numbers].sort());
    expect(await found("4242")).toEqual([...numbers].sort());
    expect(await found(reference)).toEqual([numbers[1]]);
    expect(await found("241.18")).toEqual([numbers[0]]);
    expect(await found("50,000")).toEqual([numbers[1]]);
    expect(await found("500.00")).toEqual([]);
    expect(await found("%")).toEqual([]);
    expect(await found("' OR 1=1 --")).toEqual([]);
  });

  it("F05: the search box names orders and customers, and asks nothing of one letter", async () => {
    const scope = await scopeForTests(desk);
    const records = await findRecords(scope, "carmen");
    expect(records.filter((record) => record.kind === "order")).toHaveLength(3);
    expect(records.filter((record) => record.kind === "customer")).toHaveLength(3);
    expect(await findRecords(scope, "c")).toEqual([]);
  });

  it("H02: orders are found by the day on which their hold ends, and by status", async () => {
    const scope = await scopeForTests(desk);
    const { day } = await desk.row<{ day: string }>(
      "SELECT min((expires_at AT TIME ZONE 'Europe/Madrid')::date)::text AS day FROM authorizations",
    );
    const on = await listOrders(scope, { ...first, filter: parseOrderFilter({ hold_ends: day }) });
    expect(on.rows).toHaveLength(3);
    const none = await listOrders(scope, {
      ...first,
      filter: parseOrderFilter({ hold_ends: "2020-01-01", status: "nonsense" }),
    });
    expect(none.rows).toHaveLength(0);
    expect(
      (await listOrders(scope, { ...first, filter: parseOrderFilter({ status: "cancelled" }) })).rows,
    ).toHaveLength(0);
  });

  it("F05: a search that no text of ours could hold finds nothing, and is no fault", async () => {
    const request = { filter: parseOrderFilter({ q: "no\u0000such", hold_ends: "0000-01-01" }), sort: [], after: null };
    expect((await listOrders(await scopeForTests(desk), { ...request, before: null, size: 10 })).rows).toEqual([]);
  });

  it("F07 F08 F09: a customer is shown with what they owe, paid and missed, and how to talk to them", async () => {
    const scope = await scopeForTests(desk);
    const { rows } = await listCustomers(scope, { search: "carmen", after: null, before: null, size: 2 });
    expect(rows).toHaveLength(2);
    const customer = await getCustomer(scope, rows[0]?.id ?? "");
    expect(customer).toMatchObject({ name: "Carmen Moreno", owes: [], openOrders: 1, failedBefore: 0 });
    expect(customer?.email).toMatch(/^c\*\*\*@/);
    expect(customer?.savedMethods[0]).toMatchObject({ label: "Visa ..4242", expiry: "12/30" });
    expect(await getCustomer({ ...scope, storeId: "elsewhere" }, rows[0]?.id ?? "")).toBeNull();
  });
});

describe("working on an order together", () => {
  const staffOf = (userId: string): OperationContext => ({
    ...desk.context,
    actor: { kind: "staff", userId, name: userId },
  });
  const people: string[] = [];
  beforeAll(async () => {
    for (const name of ["Andre Becker", "Paula Novak"]) {
      const email = `${name.split(" ")[0]?.toLowerCase()}@example.com`;
      const { userId } = must(
        await createStaffUser(desk.context, { email, name, role: "csr", passwordHash: "not-a-hash" }),
      );
      people.push(userId);
    }
  });

  it("CC-4: one colleague claims, the other is told who works on it, and may take it over with a reason", async () => {
    const orderNumber = numbers[0] ?? "";
    const [andre = "", paula = ""] = people;
    const claim = must(await claimOrder(staffOf(andre), { orderNumber }, { takeOverReason: null }));
    expect(await claimOrder(staffOf(paula), { orderNumber }, { takeOverReason: null })).toMatchObject({
      ok: false,
      reason: "claimed_by_other",
    });
    const record = await getOrderRecord(await scopeForTests(desk), orderNumber);
    expect(record?.highlights).toMatchObject({ owner: { name: "Andre Becker" }, claimedBy: { initials: "AB" } });
    const taken = must(
      await claimOrder(staffOf(paula), { orderNumber }, { takeOverReason: "customer is on the phone" }),
    );
    expect(taken.leaseNo).toBe(claim.leaseNo + 1);
    expect(await releaseClaim(staffOf(andre), { orderNumber })).toMatchObject({ ok: false, reason: "not_claimed" });
    must(await releaseClaim(staffOf(paula), { orderNumber }));
    const free = await getOrderRecord(await scopeForTests(desk), orderNumber);
    expect(free?.highlights).toMatchObject({ owner: null, claimedBy: null });
  });

  it("CC-4: a claim that ran out is free, so that a laptop that sleeps blocks nobody", async () => {
    const orderNumber = numbers[1] ?? "";
    const [andre = "", paula = ""] = people;
    must(await claimOrder(staffOf(andre), { orderNumber }, { takeOverReason: null }));
    await desk.advance(6 * MINUTE_MS);
    must(await claimOrder(staffOf(paula), { orderNumber }, { takeOverReason: null }));
  });

  it("I10: a note stands in the timeline with its writer, and a pinned one takes the place of the last", async () => {
    const orderNumber = numbers[2] ?? "";
    const [andre = ""] = people;
    must(await addNote(staffOf(andre), { orderNumber }, { text: "Promised Tuesday", isPinned: true }));
    must(await addNote(staffOf(andre), { orderNumber }, { text: "Promised Friday", isPinned: true }));
    const record = await getOrderRecord(await scopeForTests(desk), orderNumber);
    expect(record?.pinnedNote).toEqual({ text: "Promised Friday", by: "Andre Becker" });
    const notes = record?.timeline.filter((line) => line.kind === "note");
    expect(notes?.map((line) => [line.actor, line.text])).toEqual([
      ["Andre Becker", "Promised Friday"],
      ["Andre Becker", "Promised Tuesday"],
    ]);
    expect(await addNote(desk.context, { orderNumber }, { text: "x", isPinned: false })).toMatchObject({
      reason: "only_staff",
    });
  });

  it("H21: an ended hold counts as lapsed money of its day, and colleagues are listed with what they own", async () => {
    await desk.advance(8 * 86_400_000);
    const scope = await scopeForTests(desk);
    const figures = await getTeamFigures(scope);
    expect(figures.currency).toBe("USD");
    expect(figures.days).toHaveLength(14);
    expect(figures.days.reduce((total, day) => total + day.lapsedMinor, 0n)).toBe(24_118n + 99_900n);
    const colleagues = await listTeamWork(scope, "week");
    expect(colleagues.map((each) => each.person.name)).toEqual(["Paula Novak", "Andre Becker"]);
    expect(colleagues[0]).toMatchObject({ owned: 1, claimed: 0 });
  });
});
