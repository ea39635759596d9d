import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DeskForTests, must, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { defaultRecoveryRules } from "@/lib/payments/default-recovery-rules";
import { DAY_MS, HOUR_MS } from "@/lib/payments/instant";
import type { RecoveryRule } from "@/lib/payments/recovery-rules";
import { getRulesPage } from "@/lib/queries/rules/get-rules-page";
import { scopeForTests } from "@/lib/queries/scope-for-tests";
import type { OperationContext } from "../operation-context";
import { releaseOrder } from "../release/release-order";
import { shipRelease } from "../release/ship-release";
import { changeDraft, discardDraft } from "./change-draft";
import { publishRules, rollBackRules } from "./publish-rules";

let desk: DeskForTests;
let writer: OperationContext;
let reader: OperationContext;
beforeAll(async () => {
  desk = await openDeskForTests();
  const staff = (userId: string) => ({ ...desk.context, actor: { kind: "staff", userId, name: userId } as const });
  writer = staff("usr_writer");
  reader = staff("usr_reader");
});
afterAll(() => desk.close());
beforeEach(() => discardDraft(writer));

const page = async () => getRulesPage(await scopeForTests(desk));
const rule: RecoveryRule = {
  id: "velocity",
  name: "Card used too often: wait two hours",
  match: { rawCodes: ["card_velocity_exceeded"] },
  action: "retry_capture",
  task: "review",
  maxAttempts: 2,
  schedule: { waitsMinutes: [120], hours: null },
  afterwards: "make_task",
};
const save = (context: OperationContext, wish: Partial<RecoveryRule> = {}) =>
  changeDraft(context, { kind: "save_rule", rule: { ...rule, ...wish } });

async function publish(wish: Partial<RecoveryRule> = {}): Promise<number> {
  must(await save(writer, wish));
  const { draft } = await page();
  return must(await publishRules(reader, { seen: draft?.print ?? "", note: "More patience" })).version;
}

async function failedInvoice(declineCode: string): Promise<Record<string, unknown>> {
  const orderNumber = await desk.confirmedOrder();
  await desk.fault({ action: "decline", operation: "capture", declineCode });
  must(await releaseOrder(desk.context, { orderNumber }, {}));
  const { invoiceId } = must(await shipRelease(desk.context, { orderNumber, releaseNo: 1 }, {}));
  await desk.work();
  return desk.row<Record<string, unknown>>("SELECT * FROM invoices WHERE id = $1", [invoiceId]);
}

const attemptOf = (invoiceId: unknown) =>
  desk.row<Record<string, unknown>>("SELECT * FROM attempts WHERE invoice_id = $1 AND status = 'declined'", [
    invoiceId,
  ]);

describe("rules that a store writes", () => {
  it("P12: a draft changes nothing; what is published judges the next failure, and the record says which rule it was", async () => {
    must(await save(writer));
    const before = await failedInvoice("card_velocity_exceeded");
    expect(await attemptOf(before.id)).toMatchObject({ rule_version: 0, rule_name: "Soft decline: try again later" });

    const version = await publish();
    const invoice = await failedInvoice("card_velocity_exceeded");
    expect(await attemptOf(invoice.id)).toMatchObject({ rule_version: version, rule_name: rule.name });
    expect(invoice).toMatchObject({ status: "failed", next_step: "retry_capture", tries_allowed: 2 });
    const waits = Number(invoice.next_attempt_at) - Number(invoice.last_failed_at);
    expect(waits).toBe(2 * HOUR_MS);
    // What failed before keeps the words of the rule that judged it.
    expect(await attemptOf(before.id)).toMatchObject({ rule_version: 0 });
  });

  it("P06 P08 P09: the rule's own number of tries ends it, and then a person has it", async () => {
    await publish({ maxAttempts: 2 });
    const invoice = await failedInvoice("card_velocity_exceeded");
    // Other invoices fall due at the same time: only this one's hold is refused again.
    const hold = await desk.row<{ gateway_reference: string }>(
      "SELECT gateway_reference FROM authorizations WHERE order_id = $1",
      [invoice.order_id],
    );
    const paymentIntent = hold.gateway_reference;
    await desk.fault({ action: "decline", operation: "capture", paymentIntent, declineCode: "card_velocity_exceeded" });
    await desk.advance(3 * HOUR_MS);
    expect(
      await desk.row("SELECT status, attempt_count, next_attempt_at FROM invoices WHERE id = $1", [invoice.id]),
    ).toEqual({ status: "finally_failed", attempt_count: 2, next_attempt_at: null });
    await desk.advance(DAY_MS);
    expect(await desk.row("SELECT attempt_count FROM invoices WHERE id = $1", [invoice.id])).toEqual({
      attempt_count: 2,
    });
    const entry = await desk.row<{ next_step: string }>(
      "SELECT next_step FROM worklist_items WHERE subject = $1 AND list = 'failed-captures' AND closed_at IS NULL",
      [invoice.id],
    );
    expect(entry.next_step).toBe("review");
  });

  it("FD-1 X07: a rule that would repeat a locked reason is not published, and would not be obeyed", async () => {
    must(await save(writer, { match: { reasons: ["lost_or_stolen"] } }));
    const { draft } = await page();
    expect(draft?.problems).toEqual([{ ruleId: "velocity", problem: "locked_reason", detail: "lost_or_stolen" }]);
    expect(await publishRules(reader, { seen: draft?.print ?? "", note: "x" })).toMatchObject({
      reason: "rules_have_problems",
    });
    await discardDraft(writer);
    await publish({ match: { rawCodes: ["stolen_card"] } });
    const invoice = await failedInvoice("stolen_card");
    expect(invoice).toMatchObject({ status: "finally_failed", next_attempt_at: null });
  });

  it("MR4-9 P12: who wrote the draft does not publish it, and a draft that moved on is read again first", async () => {
    must(await save(writer));
    const first = (await page()).draft?.print ?? "";
    expect(await publishRules(writer, { seen: first, note: "mine" })).toMatchObject({ reason: "second_person_needed" });
    must(await save(writer, { maxAttempts: 3 }));
    expect(await publishRules(reader, { seen: first, note: "old" })).toMatchObject({ reason: "draft_moved_on" });
    const api = { ...desk.context, actor: { kind: "api", keyName: "test" } as const };
    expect(await save(api)).toMatchObject({ reason: "only_staff" });
  });

  it("I10 P12: an earlier version comes back as a new one, and what was published cannot be rewritten", async () => {
    const first = await publish({ name: "First words" });
    const second = await publish({ name: "Second words" });
    const back = must(await rollBackRules(reader, { version: first, note: "Back" })).version;
    expect(back).toBeGreaterThan(second);
    const { live, versions } = await page();
    expect(live.rules[0]?.name).toBe("First words");
    expect(versions.filter(({ status }) => status === "live").map(({ version }) => version)).toEqual([back]);
    for (const sql of [
      "UPDATE rule_sets SET rules = '{}' WHERE status = 'live'",
      "DELETE FROM rule_sets WHERE status = 'retired'",
      "UPDATE rule_sets SET status = 'live' WHERE status = 'retired'",
    ]) {
      await expect(desk.database.pool.query(sql)).rejects.toThrow(/published rules stay|rule_sets_one_live/);
    }
  });

  it("I10 P12: the house rules come back too, after the first version of all", async () => {
    await publish({ name: "Not for long" });
    must(await rollBackRules(reader, { version: 0, note: "As it was" }));
    const { live } = await page();
    expect(live.rules).toEqual(defaultRecoveryRules.rules);
    expect(live.version).toBeGreaterThan(0);
    expect(await rollBackRules(reader, { version: live.version, note: "Again" })).toMatchObject({
      reason: "already_live",
    });
    expect(await rollBackRules(reader, { version: 999, note: "None" })).toMatchObject({ reason: "no_such_version" });
  });

  it("P12: a draft is tried on the failures of the last 30 days before it is published", async () => {
    await failedInvoice("card_velocity_exceeded");
    must(await save(writer, { action: "ask_customer", match: { rawCodes: ["card_velocity_exceeded"] } }));
    const { live, liveTest, draft } = await page();
    expect(live.version).toBeGreaterThan(0);
    expect(draft?.test.failures).toBe(liveTest.failures);
    expect(draft?.test.messages ?? 0).toBeGreaterThan(liveTest.messages);
    expect(draft?.test.tries ?? 0).toBeLessThan(liveTest.tries);
  });
});
