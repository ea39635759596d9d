import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { declineRequest } from "@/lib/operations/approval/answer-request";
import { type ApprovalDesk, openApprovalDesk } from "@/lib/operations/approval/approval-desk-for-tests";
import { assignOrder } from "@/lib/operations/order/assign-order";
import { createStaffUser } from "@/lib/operations/staff/create-staff-user";
import { scopeForTests } from "../scope-for-tests";
import { type AwaitingRequest, countAwaiting, listAwaiting } from "./list-awaiting";

let desk: ApprovalDesk;
const numbers: string[] = [];
beforeAll(async () => {
  desk = await openApprovalDesk();
  for (const name of ["Zoe", "Ana", "Mia"]) {
    const orderNumber = await desk.risenOrder();
    await desk.database.pool.query(
      "UPDATE accounts a SET name = $2 FROM orders o WHERE o.account_id = a.id AND o.order_number = $1",
      [orderNumber, name],
    );
    numbers.push(orderNumber);
    await desk.ask(orderNumber);
    await desk.advance(60_000);
  }
});
afterAll(() => desk.close());

const first: AwaitingRequest = { state: null, sort: [], after: null, before: null, size: 10 };
const listed = async (request: Partial<AwaitingRequest> = {}) => {
  const page = await listAwaiting(await scopeForTests(desk), { ...first, ...request });
  return { ...page, numbers: page.rows.map(({ orderNumber }) => orderNumber) };
};

describe("the list of waiting customers", () => {
  it("H29: the longest silence comes first, by name where one asks for it, and a page begins where the last one ended", async () => {
    const [zoe, ana, mia] = numbers as [string, string, string];
    expect((await listed()).numbers).toEqual([zoe, ana, mia]);
    const sort = [{ id: "customer", isDescending: false }];
    expect((await listed({ sort })).numbers).toEqual([ana, mia, zoe]);
    const two = await listed({ sort, size: 2 });
    expect(two.numbers).toEqual([ana, mia]);
    const rest = await listed({ sort, size: 2, after: two.nextCursor });
    expect(rest.numbers).toEqual([zoe]);
    expect((await listed({ sort, size: 2, before: rest.previousCursor })).numbers).toEqual([ana, mia]);
  });

  it("H29 H32: who said no stands before who is silent, with its owner; the counts say the same", async () => {
    const mia = numbers[2] as string;
    const person = { email: "eve@example.com", name: "Eve Lind", role: "csr", passwordHash: "not-a-hash" } as const;
    const { userId } = must(await createStaffUser(desk.context, person));
    must(await assignOrder(desk.context, { orderNumber: mia }, { ownerId: userId }));
    const { id } = await desk.row<{ id: string }>(
      "SELECT r.id FROM approval_requests r JOIN orders o ON o.id = r.order_id WHERE o.order_number = $1",
      [mia],
    );
    must(await declineRequest(desk.customerOf(id), id, "Too dear"));
    const { rows } = await listed();
    expect(rows[0]).toMatchObject({ orderNumber: mia, state: "said_no", owner: { name: "Eve Lind" } });
    const counts = await countAwaiting(await scopeForTests(desk));
    expect(counts.total).toBe(3);
    expect(Object.fromEntries(counts.byState)).toMatchObject({ said_no: 1 });
    expect((await listed({ state: "said_no" })).numbers).toEqual([mia]);
  });
});
