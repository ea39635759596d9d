import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Role } from "@/lib/auth/permissions";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import { listOverrideAsks } from "@/lib/queries/team/list-override-asks";
import type { OperationContext } from "../operation-context";
import { claimOrder } from "../order/claim-order";
import { stopForFraud } from "../order/stop-for-fraud";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { createStaffUser } from "../staff/create-staff-user";
import { askOverride } from "./ask-override";
import { allowOverride, refuseOverride } from "./decide-override";

let desk: DeskForTests;
let ana: OperationContext, ben: OperationContext, eva: OperationContext;
beforeAll(async () => {
  desk = await openDeskForTests();
  ana = await person("Ana Belan", "csr");
  ben = await person("Ben Ode", "supervisor");
  eva = await person("Eva Lund", "supervisor");
});
afterAll(() => desk.close());

async function person(name: string, role: Role): Promise<OperationContext> {
  const email = `${name.toLowerCase().replace(" ", ".")}@example.com`;
  const { userId } = must(await createStaffUser(desk.context, { email, name, role, passwordHash: "not-a-hash" }));
  return { ...desk.context, actor: { kind: "staff", userId, name } };
}

/** A draft whose only card the bank has refused. */
function refusedDraft(): Promise<string> {
  return desk.confirmedOrder({ card: "pm_card_chargeCustomerFail" });
}

const orderRow = (orderNumber: string) =>
  desk.row<{ status: string; override_minor: bigint; override_ask_id: string | null }>(
    "SELECT status, override_minor, override_ask_id FROM orders WHERE order_number = $1",
    [orderNumber],
  );
const asked = async (orderNumber: string) =>
  must(await askOverride(ana, { orderNumber }, { reason: "He is at the counter." }));
const open = async () => (await listOverrideAsks(await scopeForTests(desk))).asks.map((ask) => ask.orderNumber);

describe("overrides of a failed authorization (UX C4, C9)", () => {
  it("H14 S56: asked for by a CSR who holds the order, allowed by a supervisor: confirmed, shipped, and owed all the same", async () => {
    const orderNumber = await refusedDraft();
    must(await claimOrder(ana, { orderNumber }, { takeOverReason: null }));
    const { overrideId } = await asked(orderNumber);
    expect(await open()).toContain(orderNumber);
    expect(await askOverride(ana, { orderNumber }, { reason: "again" })).toMatchObject({ reason: "override_asked" });
    expect(await allowOverride(ana, { orderNumber }, { overrideId, word: "mine" })).toMatchObject({
      reason: "override_own",
    });
    must(await allowOverride(ben, { orderNumber }, { overrideId, word: "A good customer." }));
    expect(await orderRow(orderNumber)).toEqual({
      status: "confirmed",
      override_minor: 20_000n,
      override_ask_id: null,
    });
    expect(await open()).not.toContain(orderNumber);
    const line = await desk.row<{ actor: string; reason: string; after: object }>(
      "SELECT a.actor, a.reason, a.after FROM audit_log a JOIN orders o ON o.id = a.order_id WHERE o.order_number = $1 AND a.action = 'order.override_allowed'",
      [orderNumber],
    );
    expect(line).toMatchObject({
      actor: `staff:${(ben.actor as { userId: string }).userId}`,
      reason: "A good customer.",
      after: { askedBy: "Ana Belan", askedFor: "He is at the counter.", amountMinor: "20000" },
    });
    const notice = await desk.row<{ kind: string; reason: string }>(
      "SELECT kind, reason FROM staff_notices WHERE order_number = $1 AND user_id = $2",
      [orderNumber, (ana.actor as { userId: string }).userId],
    );
    expect(notice).toEqual({ kind: "override_allowed", reason: "A good customer." });
    must(await releaseOrder(desk.context, { orderNumber }, {}));
    must(await shipRelease(desk.context, { orderNumber, releaseNo: 1 }, {}));
    await desk.work();
    const owed = await desk.row<{ status: string; captured_minor: bigint; open: number }>(
      `SELECT i.status, i.captured_minor, (SELECT count(*)::int FROM worklist_items w WHERE w.order_id = o.id AND w.list = 'unpaid' AND w.closed_at IS NULL) AS open
       FROM invoices i JOIN orders o ON o.id = i.order_id WHERE o.order_number = $1`,
      [orderNumber],
    );
    expect(owed.captured_minor).toBe(0n);
    expect(owed.status).not.toBe("captured");
    expect(owed.open).toBeGreaterThan(0);
  });

  it("CC-4: of two supervisors at once one decides, and only once", async () => {
    const orderNumber = await refusedDraft();
    const { overrideId } = await asked(orderNumber);
    const answers = await Promise.all([
      allowOverride(ben, { orderNumber }, { overrideId, word: "yes" }),
      allowOverride(eva, { orderNumber }, { overrideId, word: "yes" }),
      refuseOverride(eva, { orderNumber }, { overrideId, word: "no" }),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers) if (!answer.ok) expect(answer.reason).toBe("override_not_asked");
    const { decisions, notices } = await desk.row<{ decisions: number; notices: number }>(
      `SELECT (SELECT count(*)::int FROM audit_log a WHERE a.order_id = o.id AND a.action IN ('order.override_allowed','order.override_refused')) AS decisions,
        (SELECT count(*)::int FROM staff_notices n WHERE n.order_number = o.order_number) AS notices FROM orders o WHERE o.order_number = $1`,
      [orderNumber],
    );
    expect([decisions, notices]).toEqual([1, 1]);
  });

  it("refused: nothing changes but that the CSR hears the word, and may ask again", async () => {
    const orderNumber = await refusedDraft();
    const { overrideId } = await asked(orderNumber);
    must(await refuseOverride(ben, { orderNumber }, { overrideId, word: "Cash first." }));
    expect(await orderRow(orderNumber)).toEqual({ status: "draft", override_minor: 0n, override_ask_id: null });
    expect(await desk.row("SELECT kind, reason FROM staff_notices WHERE order_number = $1", [orderNumber])).toEqual({
      kind: "override_refused",
      reason: "Cash first.",
    });
    await asked(orderNumber);
  });

  it("a request ends by itself when the order needs it no longer", async () => {
    const orderNumber = await refusedDraft();
    const { overrideId } = await asked(orderNumber);
    must(await stopForFraud(desk.context, { orderNumber }, { reason: "a stolen card" }));
    expect((await orderRow(orderNumber)).override_ask_id).toBeNull();
    expect(await desk.row("SELECT status FROM override_requests WHERE id = $1", [overrideId])).toEqual({
      status: "ended",
    });
    expect(await allowOverride(ben, { orderNumber }, { overrideId, word: "yes" })).toMatchObject({
      reason: "override_not_asked",
    });
    expect(await allowOverride(ben, { orderNumber }, { word: "yes" })).toMatchObject({ reason: "order_fraud_stopped" });
  });

  it("the database holds one open request, two people, and what was decided", async () => {
    const orderNumber = await refusedDraft();
    const { overrideId } = await asked(orderNumber);
    const sql = (text: string) => desk.database.pool.query(text, [overrideId]);
    await expect(
      sql(
        "INSERT INTO override_requests SELECT (jsonb_populate_record(r, jsonb_build_object('id', 'ovr_again'))).* FROM override_requests r WHERE id = $1",
      ),
    ).rejects.toThrow("override_requests_one_open");
    await expect(
      sql(
        "UPDATE override_requests SET status = 'allowed', decided_by = asked_by, word = 'me', decided_at = now() WHERE id = $1",
      ),
    ).rejects.toThrow("override_requests_two_people");
    must(await refuseOverride(ben, { orderNumber }, { overrideId, word: "No." }));
    await expect(sql("UPDATE override_requests SET status = 'allowed' WHERE id = $1")).rejects.toThrow(
      "does not change",
    );
    await expect(sql("DELETE FROM override_requests WHERE id = $1")).rejects.toThrow("does not change");
  });
});
