import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import { listTabs } from "@/lib/queries/shell/list-tabs";
import type { OperationContext } from "../operation-context";
import { putOrder } from "../order/put-order";
import { putOrderInput } from "../order/put-order-input";
import { createStaffUser } from "../staff/create-staff-user";
import { closeTab, pinTab } from "./change-tab";
import { openTab } from "./open-tab";

let desk: DeskForTests;
let ana: OperationContext;
let bo: OperationContext;
const orders: string[] = [];

beforeAll(async () => {
  desk = await openDeskForTests();
  ana = await colleague("Ana");
  bo = await colleague("Bo");
  for (let count = 0; count < 14; count++) orders.push(await putDraft(`W-${String(count).padStart(2, "0")}`));
});
afterAll(() => desk.close());

async function titles(of: OperationContext): Promise<string[]> {
  const { actor } = of;
  const userId = actor.kind === "staff" ? actor.userId : "";
  const tabs = await listTabs({ ...(await scopeForTests(desk)), viewer: { userId } });
  return tabs.map(({ title, isPinned }) => (isPinned ? `${title}!` : title));
}

const order = (at: number) => ({ kind: "order" as const, name: orders[at] ?? "" });

async function colleague(name: string): Promise<OperationContext> {
  const email = `${name.toLowerCase()}@demo.test`;
  const made = must(await createStaffUser(desk.context, { email, name, role: "csr", passwordHash: "not-a-hash" }));
  return { ...desk.context, actor: { kind: "staff", userId: made.userId, name } };
}

async function putDraft(orderNumber: string): Promise<string> {
  const { externalId } = await desk.customer();
  const line = { sku: "LENS", name: "Lens repair", quantity: 1, unitPriceMinor: 1_000 };
  const input = { account: externalId, source: "commerce", currency: "USD", lines: [line], paymentMethods: [] };
  must(await putOrder(desk.context, orderNumber, putOrderInput.parse(input)));
  return orderNumber;
}

describe("the working set", () => {
  it("keeps what a person opened, in that order, once each and for them alone", async () => {
    for (const at of [2, 0, 2]) must(await openTab(ana, order(at)));
    const { id, name } = await desk.row<{ id: string; name: string }>(
      "SELECT a.id, a.name FROM accounts a JOIN orders o ON o.account_id = a.id WHERE o.order_number = $1",
      [orders[5]],
    );
    must(await openTab(ana, { kind: "customer", name: id }));
    expect(await titles(ana)).toEqual(["W-02", "W-00", name]);
    expect(await titles(bo)).toEqual([]);
    must(await closeTab(ana, { kind: "customer", name: id }));
    must(await closeTab(ana, order(2)));
    expect(await titles(ana)).toEqual(["W-00"]);
  });

  it("the thirteenth takes the place of the oldest that is not pinned; with all pinned the set stays", async () => {
    must(await pinTab(ana, { ...order(0), isPinned: true }));
    for (let at = 1; at <= 12; at++) must(await openTab(ana, order(at)));
    const kept = ["W-00!", ...orders.slice(2, 13)];
    expect(await titles(ana)).toEqual(kept);
    for (let at = 2; at <= 12; at++) must(await pinTab(ana, { ...order(at), isPinned: true }));
    expect(must(await openTab(ana, order(13)))).toEqual({ isOpen: false });
    expect(await titles(ana)).toHaveLength(12);
    expect(await titles(ana)).not.toContain("W-13");
  });

  it("the same record opened in two windows at once is one tab, and twelve at once stay twelve", async () => {
    await Promise.all([...orders, ...orders].map((name) => openTab(bo, { kind: "order", name }).then(must)));
    expect(new Set(await titles(bo)).size).toBe(12);
    expect(await titles(bo)).toHaveLength(12);
  });

  it("the database refuses a thirteenth tab, and one record twice", async () => {
    const userId = bo.actor.kind === "staff" ? bo.actor.userId : "";
    const write = (place: number, recordId: string) =>
      desk.database.pool.query(
        `INSERT INTO working_set_tabs (store_id, user_id, place, kind, record_id, opened_at)
         VALUES ($1, $2, $3, 'order', $4, now())`,
        [bo.storeId, userId, place, recordId],
      );
    await expect(write(13, "ord_more")).rejects.toThrow("working_set_tabs_place");
    await expect(write(5, "ord_more")).rejects.toThrow("working_set_tabs_pkey");
    const { record_id, place } = await desk.row<{ record_id: string; place: number }>(
      "SELECT record_id, place FROM working_set_tabs WHERE user_id = $1 LIMIT 1",
      [userId],
    );
    await desk.database.pool.query("DELETE FROM working_set_tabs WHERE user_id = $1 AND record_id <> $2", [
      userId,
      record_id,
    ]);
    await expect(write(place === 11 ? 12 : 11, record_id)).rejects.toThrow("working_set_tabs_record");
  });

  it("MR4-3 I17: a record that is not this store's opens no tab, and one that is gone vanishes without an error", async () => {
    expect(must(await openTab(bo, { kind: "order", name: "elsewhere" }))).toEqual({ isOpen: false });
    const elsewhere = { ...bo, storeId: "elsewhere" };
    expect(must(await openTab(elsewhere, order(0)))).toEqual({ isOpen: false });
    const before = await titles(bo);
    await desk.database.pool.query("UPDATE working_set_tabs SET record_id = 'ord_gone' WHERE user_id = $1", [
      bo.actor.kind === "staff" ? bo.actor.userId : "",
    ]);
    expect(before).toHaveLength(1);
    expect(await titles(bo)).toEqual([]);
    must(await closeTab(bo, { kind: "order", name: "ord_gone" }));
  });
});
