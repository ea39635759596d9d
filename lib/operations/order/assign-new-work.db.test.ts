import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import type { OperationContext } from "../operation-context";
import { createStaffUser } from "../staff/create-staff-user";
import { changeStoreSettings } from "../store/change-store-settings";
import { assignOrder } from "./assign-order";
import { claimOrder } from "./claim-order";
import { repriceOrder, repriceOrderInput } from "./reprice-order";
import { snoozeOrder } from "./snooze-order";

let desk: DeskForTests;
let [ana, ben, cid, sue] = ["", "", "", ""];
beforeAll(async () => {
  desk = await openDeskForTests();
  [ana, ben, cid] = [await colleague("Ana Belan"), await colleague("Ben Cole"), await colleague("Abe Dorn")];
  sue = await colleague("Sue Ellis", "supervisor");
  for (const userId of [ana, ben, sue]) await signIn(userId);
  await signIn(cid, "61 minutes");
});
afterAll(() => desk.close());

async function colleague(name: string, role: "csr" | "supervisor" = "csr"): Promise<string> {
  const email = `${name.split(" ")[0]?.toLowerCase()}@example.com`;
  return must(await createStaffUser(desk.context, { email, name, role, passwordHash: "not-a-hash" })).userId;
}

async function signIn(userId: string, ago = "1 minute"): Promise<void> {
  await desk.database.pool.query(
    `INSERT INTO staff_sessions (store_id, id, user_id, created_at, last_seen_at, expires_at)
     VALUES ($1, 'ses_' || $2, $2, clock_timestamp(), clock_timestamp() - $3::interval, clock_timestamp() + interval '1 hour')`,
    [desk.context.storeId, userId, ago],
  );
}

const as = (userId: string): OperationContext => ({ ...desk.context, actor: { kind: "staff", userId, name: userId } });

async function unpaid(): Promise<string> {
  const orderNumber = await desk.confirmedOrder({ source: "repair" });
  const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor: 24_118 }];
  must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
  return orderNumber;
}

async function ownerOf(orderNumber: string): Promise<string | null> {
  const text = "SELECT owner_id AS owner FROM orders WHERE order_number = $1";
  return (await desk.row<{ owner: string | null }>(text, [orderNumber])).owner;
}

describe("new work", () => {
  it("F19: belongs to nobody until the store deals it out; then it goes to those who are signed in, evenly, and the audit says that the rule did it", async () => {
    const [first, second] = [await unpaid(), await unpaid()];
    await desk.advance(1_000);
    expect([await ownerOf(first), await ownerOf(second)]).toEqual([null, null]);
    must(await changeStoreSettings(as(sue), { dealsNewWork: true }));
    await desk.advance(1_000);
    expect([await ownerOf(first), await ownerOf(second)].sort()).toEqual([ana, ben].sort());
    const told = await desk.row(
      `SELECT a.actor, a.reason, a.after, (SELECT count(*)::int FROM staff_notices n WHERE n.order_number = o.order_number AND n.user_id = o.owner_id) AS notices
       FROM audit_log a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1 AND a.action = 'order.assigned'`,
      [first],
    );
    expect(told).toEqual({
      actor: "system:new_work",
      reason: "The rule for new work: has least on their desk",
      after: { ownerId: await ownerOf(first) },
      notices: 1,
    });
  });

  it("F19: a customer's next order goes to whoever has the last one; what sleeps, and what a colleague works on, stays where it is", async () => {
    const [asleep, held, next, hers] = [await unpaid(), await unpaid(), await unpaid(), await unpaid()];
    must(await snoozeOrder(as(sue), { orderNumber: asleep }, { until: "tomorrow" }));
    must(await claimOrder(as(sue), { orderNumber: held }, { takeOverReason: null }));
    must(await assignOrder(as(sue), { orderNumber: held }, { ownerId: null }));
    for (let more = 0; more < 3; more++)
      must(await assignOrder(as(sue), { orderNumber: await unpaid() }, { ownerId: ana }));
    must(await assignOrder(as(sue), { orderNumber: hers }, { ownerId: ana }));
    await desk.database.pool.query(
      "UPDATE orders SET account_id = (SELECT account_id FROM orders WHERE order_number = $2) WHERE order_number = $1",
      [next, hers],
    );
    await desk.advance(1_000);
    expect([await ownerOf(asleep), await ownerOf(held), await ownerOf(next)]).toEqual([null, null, ana]);
    must(await changeStoreSettings(as(sue), { dealsNewWork: false }));
    await desk.advance(600_000);
    expect(await ownerOf(held)).toBeNull();
  });
});
