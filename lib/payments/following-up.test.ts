import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOrder } from "./any-order.test-data";
import { authorizationStatuses } from "./authorization-state";
import { houseReasons } from "./decline-reasons";
import { exampleInvoice, exampleNow, shippedOrder, usd } from "./example-order";
import { followUpOf, suppressingWhys, taskDueAt, taskMs } from "./following-up";
import { later } from "./instant";
import { defaultRecoveryPolicy, recommend } from "./recovery";
import { recoveryActions, recoveryTasks } from "./recovery-rules";
import { worklistEntries } from "./worklist";

const anyRule = fc.record({
  id: fc.constant("own"),
  name: fc.constant("A rule of the store"),
  match: fc.oneof(fc.constant({}), fc.record({ attemptFrom: fc.integer({ min: 1, max: 5 }) })),
  action: fc.constantFrom(...recoveryActions),
  task: fc.constantFrom(...recoveryTasks),
  maxAttempts: fc.integer({ min: 1, max: 6 }),
  schedule: fc.constant({ waitsMinutes: [60], hours: null }),
  afterwards: fc.constantFrom("ask_customer" as const, "make_task" as const),
});
const anyFailure = fc.record({
  reason: fc.constantFrom(...houseReasons),
  holdStatus: fc.constantFrom(null, ...authorizationStatuses),
  attemptNo: fc.integer({ min: 1, max: 7 }),
  canUseSavedInstrument: fc.boolean(),
  isFraudStopped: fc.boolean(),
  rules: fc.array(anyRule, { maxLength: 3 }),
});

describe("every failed payment is followed up, unless a rule suppresses it", () => {
  it("F19: whatever fails under whatever rules, the house, a person or the customer follows; only “stop” and fraud end it", () => {
    fc.assert(
      fc.property(anyFailure, ({ rules, ...failure }) => {
        const named = rules.map((rule, at) => ({ ...rule, id: `own-${at}` }));
        const policy = { ...defaultRecoveryPolicy, rules: { version: 1, maxAttempts: 4, rules: named } };
        const advice = recommend({
          order: shippedOrder(),
          invoice: exampleInvoice({ status: "failed", attemptCount: failure.attemptNo, lastReason: failure.reason }),
          rawCode: null,
          gateway: "stripe",
          methodKind: "card",
          amount: usd(20_000),
          policy,
          now: exampleNow,
          ...failure,
        });
        const chosen = policy.rules.rules.find(({ id }) => id === advice.rule?.id);
        const followUp = followUpOf(advice);
        expect(followUp === "suppressed").toBe(failure.isFraudStopped || chosen?.action === "stop");
        if (followUp !== "suppressed") {
          expect(advice.step).not.toBe("none");
          expect(followUp === "house").toBe(advice.notBefore !== null);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("F19: what people follow up is due a day after it failed; what the house does or a rule suppresses is nobody's task", () => {
    for (const followUp of ["task", "customer"] as const)
      expect(taskDueAt(followUp, exampleNow)).toBe(later(exampleNow, taskMs));
    for (const followUp of ["house", "suppressed"] as const) expect(taskDueAt(followUp, exampleNow)).toBeNull();
    expect(taskDueAt("task", null)).toBeNull();
  });

  it.each([
    ["ask_customer", "customer"],
    ["remind_customer", "customer"],
    ["call_customer", "customer"],
    ["ask_about_dispute", "customer"],
    ["new_payment_method", "customer"],
    ["review", "task"],
    ["resync", "task"],
    ["refund", "task"],
  ] as const)("F19: %s, left to people, is followed up by a person with: %s", (step, followUp) => {
    expect(followUpOf({ step, why: "needs_person", isAutomatic: false })).toBe(followUp);
    expect(followUpOf({ step, why: "passing_refusal", isAutomatic: true })).toBe("house");
    for (const why of suppressingWhys) expect(followUpOf({ step, why, isAutomatic: false })).toBe("suppressed");
  });

  it("F19: whatever the order, a failed invoice for which nothing is under way stands in front of a person with its step", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const ended = order.status === "cancelled" || order.status === "replaced" || order.status === "completed";
        fc.pre(!ended && order.openAttempts.length === 0);
        const entries = worklistEntries(order, exampleNow, { soonMs: 60_000 });
        for (const { id, status } of order.invoices) {
          if (status !== "failed" && status !== "finally_failed") continue;
          const found = entries.find(({ list, subjectId }) => list === "failed-captures" && subjectId === id);
          expect(found?.step ?? "none").not.toBe("none");
        }
      }),
    );
  });
});
