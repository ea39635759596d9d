import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import type { OperationContext } from "../operation-context";
import { createStaffUser } from "../staff/create-staff-user";
import { assignOrder } from "./assign-order";
import { claimNext } from "./claim-next";
import { releaseClaim } from "./release-claim";
import { repriceOrder, repriceOrderInput } from "./reprice-order";
import { snoozeOrder } from "./snooze-order";

let desk: DeskForTests;
const ids: Record<string, string> = {};
beforeAll(async () => {
  desk = await openDeskForTests();
  for (const name of ["ana", "ben", "eva"]) {
    const person = { email: `${name}@example.com`, name, role: "csr", passwordHash: "not-a-hash" } as const;
    ids[name] = must(await createStaffUser(desk.context, person)).userId;
  }
});
afterAll(() => desk.close());

const as = (name: string): OperationContext => ({
  ...desk.context,
  actor: { kind: "staff", userId: ids[name] ?? "", name },
});

async function risenTo(unitPriceMinor: number): Promise<string> {
  const orderNumber = await desk.confirmedOrder({ source: "repair" });
  const lines = [{ sku: "LENS", name: "Lens repair, labour", quantity: 1, unitPriceMinor }];
  must(await repriceOrder(desk.context, { orderNumber }, repriceOrderInput.parse({ lines })));
  return orderNumber;
}

describe("the next best order", () => {
  it("H03 CC-4: the one with most at risk is claimed and handed out; colleagues who ask at once get different ones", async () => {
    const [small, large, middle] = [await risenTo(21_000), await risenTo(200_000), await risenTo(60_000)];
    const asked = await Promise.all([claimNext(as("ana")), claimNext(as("ben"))]);
    expect(asked.map((each) => must(each).orderNumber).sort()).toEqual([large, middle].sort());
    expect(must(await claimNext(as("eva"))).orderNumber).toBe(small);
    expect(await claimNext(as("eva"))).toMatchObject({ ok: false, reason: "nothing_to_do" });
    const { owner } = await desk.row<{ owner: string }>(
      "SELECT owner_id AS owner FROM orders WHERE order_number = $1",
      [small],
    );
    expect(owner).toBe(ids.eva);
  });

  it("leaves alone what a colleague owns and what was put off", async () => {
    const [owned, asleep, free] = [await risenTo(300_000), await risenTo(300_000), await risenTo(21_000)];
    must(await assignOrder(as("ana"), { orderNumber: owned }, { ownerId: ids.ben ?? "" }));
    must(await snoozeOrder(as("ana"), { orderNumber: asleep }, { until: "two_hours" }));
    expect(must(await claimNext(as("ana"))).orderNumber).toBe(free);
    must(await releaseClaim(as("ana"), { orderNumber: free }));
    expect(must(await claimNext(as("ben"))).orderNumber).toBe(owned);
  });
});
