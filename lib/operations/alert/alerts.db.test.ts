import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { must } from "@/lib/jobs/desk-for-tests";
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, toInstant } from "@/lib/payments/instant";
import { localTime } from "@/lib/payments/local-time";
import { defaultQuietHours } from "@/lib/payments/quiet-hours";
import { listNotices } from "@/lib/queries/shell/list-notices";
import { type ApprovalDesk, openApprovalDesk } from "../approval/approval-desk-for-tests";
import { assignOrder } from "../order/assign-order";
import { cancelOrder } from "../order/cancel-order";
import { claimOrder } from "../order/claim-order";
import { refreshOrder } from "../order/refresh-order";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { createStaffUser } from "../staff/create-staff-user";
import { setAlertMail } from "../staff/set-alert-mail";
import { changeStoreSettings } from "../store/change-store-settings";

let desk: ApprovalDesk;
beforeAll(async () => {
  desk = await openApprovalDesk();
  for (const [userId, role] of [
    ["usr_carmen", "csr"],
    ["usr_tom", "csr"],
    ["usr_sam", "supervisor"],
  ] as const) {
    const email = `${userId}@desk.example.com`;
    must(await createStaffUser(desk.context, { userId, role, name: userId, email, passwordHash: "not-a-hash" }));
    must(await setAlertMail(person(userId), { isWanted: userId !== "usr_tom" }));
  }
  // Only the house's own clock speaks here.
  await desk.database.pool.query("UPDATE gateway_schedules SET due_at = 'infinity'");
});
beforeEach(async () => {
  must(await changeStoreSettings(desk.context, { quietHours: null }));
  await desk.database.pool.query("DELETE FROM staff_notices WHERE cause IS NULL");
});
afterEach(() => fetch(`${desk.sandbox.url}/__sandbox/faults`, { method: "DELETE" }));
afterAll(() => desk.close());

const person = (userId: string) => ({ ...desk.context, actor: { kind: "staff", userId, name: userId } as const });
const hourMinute = (at: Instant) => {
  const { hour, minute } = localTime(at, "Europe/Madrid");
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
};
const now = async () => toInstant((await desk.row<{ now: Date }>("SELECT paydesk_now() AS now")).now.getTime());

/** An order of a colleague's, a minute before its hold has 24 hours left; what it is quiet for from then on. */
async function almostEnding(ownerId: string, quietMs = 0) {
  const orderNumber = await desk.confirmedOrder();
  const [hold] = await desk.holds(orderNumber);
  const { ends } = await desk.row<{ ends: Date }>(
    "SELECT least(expires_at, guaranteed_until) AS ends FROM authorizations WHERE id = $1",
    [hold?.id],
  );
  must(await assignOrder(desk.context, { orderNumber }, { ownerId }));
  const mark = later(toInstant(ends.getTime()), -DAY_MS);
  if (quietMs > 0) {
    const quietHours = { from: hourMinute(later(mark, -HOUR_MS)), until: hourMinute(later(mark, quietMs)) };
    must(await changeStoreSettings(desk.context, { quietHours }));
  }
  await desk.advance(mark - (await now()) - MINUTE_MS);
  return { orderNumber, orderId: hold?.order_id ?? "" };
}

async function bellOf(userId: string, orderNumber: string): Promise<string[]> {
  const scope = { pool: desk.database.pool, storeId: desk.context.storeId, viewer: { userId }, now: await now() };
  const notices = await listNotices(scope as Parameters<typeof listNotices>[0]);
  return notices.filter((notice) => notice.orderNumber === orderNumber).map(({ text }) => text);
}
const mailsAbout = async (orderNumber: string) =>
  (await desk.mails()).filter((mail) => mail.subject.includes(orderNumber) && mail.to[0]?.startsWith("usr_"));
const mailStatus = (orderNumber: string) =>
  desk.row<{ status: string }>(
    "SELECT m.status FROM mails m JOIN staff_notices n ON n.id = m.notice_id WHERE n.order_number = $1",
    [orderNumber],
  );

describe("a hold with 24 hours left", () => {
  it("F18: is on its owner's bell once, and in their mail where they want it", async () => {
    const { orderNumber, orderId } = await almostEnding("usr_carmen");
    expect(await bellOf("usr_carmen", orderNumber)).toEqual([expect.stringContaining("gave you")]);
    await desk.advance(2 * MINUTE_MS);
    for (let look = 0; look < 3; look++) must(await refreshOrder(desk.context, orderId));
    await desk.advance(HOUR_MS);
    const bell = await bellOf("usr_carmen", orderNumber);
    expect(bell.slice(0, -1)).toEqual([
      `${orderNumber}: the hold of 200.00 USD ends in 23 h, and the order still needs it.`,
    ]);
    const mails = await mailsAbout(orderNumber);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: ["usr_carmen@desk.example.com"] });
    expect(mails[0]?.subject).toMatch(new RegExp(`^Hold of ${orderNumber} ends \\w{3} \\d{1,2} \\w{3}`));
    expect(mails[0]?.text).toContain(`https://desk.example.com/orders/${orderNumber}`);
    expect(await bellOf("usr_sam", orderNumber)).toEqual([]);
  });

  it("F18: goes to whoever has claimed the order before whoever it is assigned to, and to a new owner, without mail where none is wanted", async () => {
    const { orderNumber } = await almostEnding("usr_carmen");
    must(await claimOrder(person("usr_tom"), { orderNumber }, { takeOverReason: null }));
    must(await assignOrder(desk.context, { orderNumber }, { ownerId: "usr_carmen" }));
    await desk.advance(2 * MINUTE_MS);
    expect((await bellOf("usr_tom", orderNumber)).filter((text) => text.includes("ends in"))).toHaveLength(1);
    expect((await bellOf("usr_carmen", orderNumber)).filter((text) => text.includes("ends in"))).toEqual([]);
    await desk.advance(HOUR_MS);
    must(await assignOrder(desk.context, { orderNumber }, { ownerId: null }));
    expect(await mailsAbout(orderNumber)).toEqual([]);
    must(await assignOrder(desk.context, { orderNumber }, { ownerId: "usr_carmen" }));
    await desk.work();
    expect((await bellOf("usr_carmen", orderNumber)).filter((text) => text.includes("ends in"))).toHaveLength(1);
    expect(await mailsAbout(orderNumber)).toHaveLength(1);
  });

  it("F18: in quiet hours the bell rings and the mail waits until they end", async () => {
    const { orderNumber } = await almostEnding("usr_carmen", 3 * HOUR_MS);
    await desk.advance(2 * MINUTE_MS);
    expect((await bellOf("usr_carmen", orderNumber))[0]).toContain("ends in 24 h");
    await desk.advance(2 * HOUR_MS);
    expect(await mailsAbout(orderNumber)).toEqual([]);
    await desk.advance(HOUR_MS);
    expect(await mailsAbout(orderNumber)).toHaveLength(1);
    await desk.advance(HOUR_MS);
    expect(await mailsAbout(orderNumber)).toHaveLength(1);
  });

  it("F18: comes when the store says, and what it said stands in the audit", async () => {
    must(await changeStoreSettings(desk.context, { alertHoldHours: 12 }));
    const { orderNumber } = await almostEnding("usr_carmen");
    await desk.advance(2 * MINUTE_MS);
    const ringing = async () => (await bellOf("usr_carmen", orderNumber)).filter((text) => text.includes("ends in"));
    expect(await ringing()).toEqual([]);
    await desk.advance(12 * HOUR_MS);
    expect(await ringing()).toHaveLength(1);
    must(await changeStoreSettings(desk.context, { alertHoldHours: 24 }));
    const audit = await desk.row(
      "SELECT before->>'alertHoldHours' AS before, after->>'alertHoldHours' AS after FROM audit_log WHERE action = 'store.settings_changed' ORDER BY id DESC LIMIT 1",
    );
    expect(audit).toEqual({ before: "12", after: "24" });
    const odd = desk.database.pool.query("UPDATE stores SET alert_hold_hours = 23");
    await expect(odd).rejects.toThrow("stores_alert_times");
  });

  it.each<[string, (orderNumber: string) => Promise<unknown>]>([
    [
      "the order needs the hold no more",
      (orderNumber) => cancelOrder(desk.context, { orderNumber }, { reason: "customer asked" }),
    ],
    [
      "the order is somebody else's",
      (orderNumber) => assignOrder(desk.context, { orderNumber }, { ownerId: "usr_tom" }),
    ],
    ["they want no mail any more", () => setAlertMail(person("usr_carmen"), { isWanted: false })],
  ])("F18: a mail that waited is not sent when %s", async (_case, change) => {
    must(await setAlertMail(person("usr_carmen"), { isWanted: true }));
    const { orderNumber } = await almostEnding("usr_carmen", 3 * HOUR_MS);
    await desk.advance(2 * MINUTE_MS);
    expect(await mailStatus(orderNumber)).toEqual({ status: "requested" });
    must((await change(orderNumber)) as { ok: true; value: null });
    await desk.advance(4 * HOUR_MS);
    expect(await mailStatus(orderNumber)).toEqual({ status: "dropped" });
    expect(await mailsAbout(orderNumber)).toEqual([]);
  });
});

describe("money without an answer", () => {
  it("F18: after an hour its supervisors hear of it once, and nobody of what was answered in time", async () => {
    const ships = async (isDeaf: boolean) => {
      const orderNumber = await desk.confirmedOrder();
      const [hold] = await desk.holds(orderNumber);
      const path = `/v1/payment_intents/${hold?.gateway_reference}${isDeaf ? "*" : "/capture"}`;
      await desk.fault({ path, action: "drop_before", count: isDeaf ? null : 1 });
      const { releaseNo } = must(await releaseOrder(desk.context, { orderNumber }, {}));
      must(await shipRelease(desk.context, { orderNumber, releaseNo }, {}));
      await desk.work();
      return orderNumber;
    };
    const silent = await ships(true);
    const answered = await ships(false);
    await desk.advance(59 * MINUTE_MS);
    expect(await bellOf("usr_sam", silent)).toEqual([]);
    await desk.advance(2 * MINUTE_MS);
    await desk.advance(3 * HOUR_MS);
    expect(await bellOf("usr_sam", silent)).toEqual([
      `${silent}: no answer about 200.00 USD for 4 h. Nobody knows yet whether it moved.`,
    ]);
    expect(await bellOf("usr_sam", answered)).toEqual([]);
    expect(await bellOf("usr_carmen", silent)).toEqual([]);
    const mails = await mailsAbout(silent);
    expect(mails.map(({ subject, to }) => [subject, to])).toEqual([
      [`No answer about the money of ${silent}`, ["usr_sam@desk.example.com"]],
    ]);
  });
});

describe("what the database refuses", () => {
  it("F18: the same cause told to the same colleague twice, and an alert without its order and money", async () => {
    const again = desk.database.pool.query(
      "INSERT INTO staff_notices SELECT (jsonb_populate_record(n, jsonb_build_object('id', 'ntc_again'))).* FROM staff_notices n WHERE cause IS NOT NULL LIMIT 1",
    );
    await expect(again).rejects.toThrow("staff_notices_one_per_cause");
    const bare = desk.database.pool.query("UPDATE staff_notices SET amount_minor = NULL WHERE cause IS NOT NULL");
    await expect(bare).rejects.toThrow("staff_notices_alert");
  });

  it.each([
    ['{"from":"8 pm","until":"07:00"}'],
    ['{"from":"07:00","until":"07:00"}'],
    ['{"from":"20:00"}'],
    ['"20:00-07:00"'],
    ["[]"],
  ])("F18: quiet hours that are none: %s", async (hours) => {
    const write = desk.database.pool.query(
      "UPDATE stores SET settings = jsonb_set(settings, '{quietHours}', $1::jsonb)",
      [hours],
    );
    await expect(write).rejects.toThrow("stores_quiet_hours");
  });

  it("F18: hours of a store, and none, are taken", async () => {
    must(await changeStoreSettings(desk.context, { quietHours: defaultQuietHours }));
    must(await changeStoreSettings(desk.context, { quietHours: null }));
  });
});
