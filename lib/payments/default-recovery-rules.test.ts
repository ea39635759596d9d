import { describe, expect, it } from "vitest";
import { houseReasons } from "./decline-reasons";
import { defaultRecoveryRules } from "./default-recovery-rules";
import { usd } from "./example-order";
import { chooseRule } from "./recovery-rules";

const daily = "after 240, 1440, 4320 min";
const soon = "after 5, 15, 60 min";
const byHand = "once, by hand";

/** What the house does about each reason before a supervisor has said otherwise: act, task, when, and what follows. */
const expected: Record<string, readonly string[]> = {
  "stop review": ["lost_or_stolen", "suspected_fraud"],
  "make_task call_customer": ["disputed", "call_issuer"],
  "make_task new_payment_method": [
    "card_expired",
    "wrong_card_data",
    "card_not_supported",
    "account_closed",
    "check_returned",
  ],
  "make_task resync": ["already_captured", "duplicate"],
  "make_task review": [
    "renewal_too_early",
    "amount_too_large",
    "invalid_request",
    "invalid_account",
    "currency_not_supported",
    "unmapped",
  ],
  "ask_customer review": ["authentication_required", "cancelled_by_payer"],
  "authorize_and_capture review": ["authorization_expired", "authorization_voided"],
  "retry_capture review": [
    "insufficient_funds",
    "limit_exceeded",
    "do_not_honor",
    "rate_limited",
    "technical_fault",
    "gateway_unavailable",
  ],
};
const schedules: Record<string, string> = {
  authorization_expired: "4 tries, after 0 min, then ask_customer",
  authorization_voided: "4 tries, after 0 min, then ask_customer",
  insufficient_funds: `4 tries, ${daily}, then ask_customer`,
  limit_exceeded: `4 tries, ${daily}, then ask_customer`,
  do_not_honor: `4 tries, ${daily}, then ask_customer`,
  rate_limited: `4 tries, ${soon}, then make_task`,
  technical_fault: `4 tries, ${soon}, then make_task`,
  gateway_unavailable: `4 tries, ${soon}, then make_task`,
};

function ruleFor(reason: (typeof houseReasons)[number]) {
  const facts = { reason, gateway: null, rawCode: null, methodKind: null, segment: "known", attemptNo: 1 } as const;
  const rule = chooseRule(defaultRecoveryRules, { ...facts, amount: usd(1) });
  if (rule === undefined) throw new Error(`no rule for ${reason}`);
  return rule;
}

describe("the rules that a store starts with", () => {
  it.each(houseReasons)("P12 P13 P14 P16 X07: %s gets its act, its tries and what follows them", (reason) => {
    const { action, task, maxAttempts, schedule, afterwards } = ruleFor(reason);
    expect(expected[`${action} ${task}`]).toContain(reason);
    const tries = `${maxAttempts} tries, after ${schedule.waitsMinutes.join(", ")} min, then ${afterwards}`;
    expect(schedule.hours).toBeNull();
    expect(schedules[reason] ?? byHand).toBe(schedule.waitsMinutes.length > 0 ? tries : byHand);
    if (schedule.waitsMinutes.length === 0) expect([maxAttempts, afterwards]).toEqual([1, "make_task"]);
  });

  it("P12: each has an id of its own, by which the record of a failure names it, and a name", () => {
    const ids = defaultRecoveryRules.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, name, match } of defaultRecoveryRules.rules) {
      expect(id).not.toBe("");
      expect(name).not.toBe("");
      expect(match.reasons?.length).toBeGreaterThan(0);
    }
  });
});
