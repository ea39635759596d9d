import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dateIn } from "@/lib/format/format-instant";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { DAY_MS, HOUR_MS, toInstant } from "@/lib/payments/instant";
import { ceilingAt, networkLimits } from "@/lib/payments/retry-budget";
import { getOrderRecord } from "@/lib/queries/order/get-order-record";
import { getRetryLimits } from "@/lib/queries/rules/get-retry-limits";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import type { OperationContext } from "../operation-context";
import { authorizeOrder } from "../order/authorize-order";
import { createStaffUser } from "../staff/create-staff-user";
import { setRetryLimit } from "./set-retry-limit";

let desk: DeskForTests;
let sam: OperationContext;
beforeAll(async () => {
  desk = await openDeskForTests();
  sam = { ...desk.context, actor: { kind: "staff", userId: "usr_sam", name: "Sam" } };
  const person = {
    userId: "usr_sam",
    email: "sam@desk.example.com",
    name: "Sam",
    role: "supervisor",
    passwordHash: "none",
  };
  must(await createStaffUser(desk.context, person));
});
afterAll(() => desk.close());

const scope = () => scopeForTests(desk);
const visa = { limitId: "visa.30d", note: "Fewer fees" };
const dayIn = async (days: number) => {
  const { now, timeZone } = await scope();
  return dateIn(toInstant(now + days * DAY_MS), timeZone);
};
const standing = async () =>
  (await getRetryLimits(await scope())).standings.find(({ limit }) => limit.id === "visa.30d");

describe("a store that allows itself fewer tries than the network", () => {
  it("X07: from its day on, on every road, with the meter on the order record and who said so in the history", async () => {
    const orderNumber = await desk.confirmedOrder();
    await desk.advance(8 * DAY_MS);
    const refusal = {
      action: "decline",
      operation: "authorize",
      code: "card_declined",
      declineCode: "insufficient_funds",
    };
    await desk.fault({ ...refusal, count: null });
    const meter = async () => (await getOrderRecord(await scope(), orderNumber))?.methods[0]?.budget;
    expect(await meter()).toMatchObject({ left: 12, allowed: 12 });
    must(await authorizeOrder(desk.context, { orderNumber }));
    await desk.work();
    expect(await meter()).toMatchObject({ left: 11, allowed: 12, window: "30 days" });

    expect(must(await setRetryLimit(sam, { ...visa, most: 1, day: await dayIn(3) }))).toEqual({ isNow: false });
    expect(await standing()).toMatchObject({ inForce: null, planned: { most: 1 } });
    expect(await meter()).toMatchObject({ allowed: 12 });
    await desk.advance(3 * DAY_MS);
    expect(await standing()).toMatchObject({ inForce: { most: 1 }, planned: null });
    expect(await meter()).toMatchObject({ left: 0, allowed: 1 });
    expect(await authorizeOrder(desk.context, { orderNumber })).toMatchObject({ reason: "retry_budget_spent" });

    expect(must(await setRetryLimit(sam, { ...visa, most: 2, day: null }))).toEqual({ isNow: true });
    expect(await meter()).toMatchObject({ left: 1, allowed: 2 });
    must(await authorizeOrder(desk.context, { orderNumber }));
    await desk.work();
    expect(await authorizeOrder(desk.context, { orderNumber })).toMatchObject({ reason: "retry_budget_spent" });

    const { history } = await getRetryLimits(await scope());
    expect(history).toMatchObject([
      { most: 2, authorName: "Sam", note: "Fewer fees" },
      { most: 1, authorName: "Sam", note: "Fewer fees" },
    ]);
    const { count } = await desk.row<{ count: number }>(
      "SELECT count(*)::int AS count FROM audit_log WHERE action = 'retry_limit.set' AND actor = 'staff:usr_sam'",
    );
    expect(count).toBe(2);
  });

  it("X07: never looser than the network, not from yesterday, not a limit that nobody knows, and only by a person", async () => {
    expect(await setRetryLimit(sam, { ...visa, most: 21, day: null })).toMatchObject({ reason: "looser_than_network" });
    expect(await setRetryLimit(sam, { ...visa, most: 3, day: await dayIn(-2) })).toMatchObject({
      reason: "date_in_past",
    });
    expect(await setRetryLimit(sam, { ...visa, most: 3, day: "2026-13-45" })).toMatchObject({ ok: false });
    const unknown = { limitId: "visa.7d", most: 3, day: null, note: "x" };
    expect(await setRetryLimit(sam, unknown)).toMatchObject({ reason: "no_such_limit" });
    expect(await setRetryLimit(desk.context, { ...visa, most: 3, day: null })).toMatchObject({ reason: "only_staff" });
    expect((await getRetryLimits(await scope())).history).toHaveLength(2);
  });
});

describe("what the database refuses", () => {
  const write = (limitId: string, most: number, fromMs: number, note = "x") =>
    desk.database.pool.query(
      `INSERT INTO retry_limits (store_id, id, limit_id, most, valid_from, author_id, note, created_at)
       VALUES ('northlight', gen_random_uuid()::text, $1, $2, now() + $3 * interval '1 ms', 'usr_sam', $4, now())`,
      [limitId, most, fromMs, note],
    );

  it.each<[string, number, number, string]>([
    ["visa.30d", 21, HOUR_MS, "retry_limits_most"],
    ["mastercard.24h", 11, HOUR_MS, "retry_limits_most"],
    ["other.30d", 9, HOUR_MS, "retry_limits_most"],
    ["visa.30d", 0, HOUR_MS, "retry_limits_most"],
    ["visa.7d", 1, HOUR_MS, "retry_limits_most"],
    ["visa.30d", 5, -HOUR_MS, "retry_limits_from"],
  ])("X07: %s of %i tries, %i ms from now", async (limitId, most, fromMs, constraint) => {
    await expect(write(limitId, most, fromMs)).rejects.toThrow(constraint);
  });

  it("X07: a limit without a reason, and any change of what was once said", async () => {
    await expect(write("visa.30d", 5, HOUR_MS, " ")).rejects.toThrow("retry_limits_why");
    await expect(desk.database.pool.query("UPDATE retry_limits SET most = 9")).rejects.toThrow();
    await expect(desk.database.pool.query("DELETE FROM retry_limits")).rejects.toThrow();
  });

  it("X07: it knows the very numbers that the rules know, today and on the days on which they moved", async () => {
    const days = ["2025-05-18T23:59:59Z", "2025-05-19T00:00:00Z", "2026-11-27T00:00:00Z", "2028-01-01T00:00:00Z"];
    for (const limit of networkLimits) {
      for (const day of days) {
        const { most } = await desk.row<{ most: number }>("SELECT paydesk_retry_ceiling($1, $2) AS most", [
          limit.id,
          day,
        ]);
        expect([limit.id, day, most]).toEqual([limit.id, day, ceilingAt(limit, toInstant(Date.parse(day)))]);
      }
    }
  });
});
