import { describe, expect, it } from "vitest";
import { type AuthorizationStatus, authorizationStatuses } from "./authorization-state";
import { type HouseReason, houseReasons } from "./decline-reasons";
import { exampleHold, exampleInvoice, exampleNow, exampleOrder, holdId, shippedOrder, usd } from "./example-order";
import { exampleRule } from "./example-rule";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "./instant";
import type { NextStep } from "./order-state";
import { defaultRecoveryPolicy, holdStatusFor, type RecoveryFacts, type RecoveryWhy, recommend } from "./recovery";
import type { RecoveryRule } from "./recovery-rules";
import { mayRetryAlone, retryClassOfReason } from "./retry-policy";

const facts: RecoveryFacts = {
  order: shippedOrder(),
  invoice: exampleInvoice({ status: "failed", attemptCount: 1 }),
  reason: null,
  rawCode: null,
  gateway: "stripe",
  methodKind: "card",
  amount: usd(20_000),
  holdStatus: "authorized",
  attemptNo: 1,
  policy: defaultRecoveryPolicy,
  canUseSavedInstrument: true,
  isFraudStopped: false,
  now: exampleNow,
};
const moneySteps: readonly NextStep[] = [
  "capture",
  "retry_capture",
  "authorize_and_capture",
  "authorize_again",
  "renew_authorization",
];

const whyOf: Record<HouseReason, RecoveryWhy> = {
  insufficient_funds: "passing_refusal",
  limit_exceeded: "passing_refusal",
  do_not_honor: "passing_refusal",
  call_issuer: "payer_must_act",
  authentication_required: "payer_must_act",
  card_expired: "new_instrument_needed",
  wrong_card_data: "new_instrument_needed",
  card_not_supported: "new_instrument_needed",
  account_closed: "new_instrument_needed",
  lost_or_stolen: "instrument_unusable",
  suspected_fraud: "instrument_unusable",
  disputed: "disputed",
  authorization_expired: "hold_gone",
  authorization_voided: "hold_gone",
  already_captured: "gateway_knows_more",
  renewal_too_early: "needs_person",
  amount_too_large: "needs_person",
  duplicate: "gateway_knows_more",
  invalid_request: "needs_person",
  invalid_account: "needs_person",
  currency_not_supported: "needs_person",
  rate_limited: "technical_fault",
  technical_fault: "technical_fault",
  gateway_unavailable: "technical_fault",
  cancelled_by_payer: "payer_must_act",
  check_returned: "new_instrument_needed",
  unmapped: "needs_person",
};

const table: Record<HouseReason, readonly [step: NextStep, isAutomatic: boolean]> = {
  insufficient_funds: ["retry_capture", true],
  limit_exceeded: ["retry_capture", true],
  do_not_honor: ["retry_capture", true],
  call_issuer: ["call_customer", false],
  authentication_required: ["ask_customer", false],
  card_expired: ["new_payment_method", false],
  wrong_card_data: ["new_payment_method", false],
  card_not_supported: ["new_payment_method", false],
  account_closed: ["new_payment_method", false],
  lost_or_stolen: ["review", false],
  suspected_fraud: ["review", false],
  disputed: ["ask_about_dispute", false],
  authorization_expired: ["authorize_and_capture", true],
  authorization_voided: ["authorize_and_capture", true],
  already_captured: ["resync", false],
  renewal_too_early: ["review", false],
  amount_too_large: ["review", false],
  duplicate: ["resync", false],
  invalid_request: ["review", false],
  invalid_account: ["review", false],
  currency_not_supported: ["review", false],
  rate_limited: ["retry_capture", true],
  technical_fault: ["retry_capture", true],
  gateway_unavailable: ["retry_capture", true],
  cancelled_by_payer: ["ask_customer", false],
  check_returned: ["new_payment_method", false],
  unmapped: ["review", false],
};

describe("what a refusal leads to", () => {
  it.each(houseReasons)("P12 P13 P14 P15 P16: %s has its step", (reason) => {
    const [step, isAutomatic] = table[reason];
    const advice = recommend({ ...facts, reason });
    expect(advice).toMatchObject({ step, isAutomatic, why: whyOf[reason] });
    expect(advice.notBefore === null).toBe(!isAutomatic);
  });

  it.each(houseReasons)("P19 I14: %s on a fraud-stopped order leads to a person and nothing else", (reason) => {
    for (const holdStatus of [null, ...authorizationStatuses]) {
      expect(recommend({ ...facts, reason, holdStatus, isFraudStopped: true })).toMatchObject({
        step: "review",
        isAutomatic: false,
        why: "fraud_stop",
      });
      const order = shippedOrder({ isFraudStopped: true });
      expect(recommend({ ...facts, order, reason, holdStatus })).toMatchObject({ step: "review", why: "fraud_stop" });
    }
  });

  it.each(houseReasons)("P09: %s is never tried again by the house once tries are used up", (reason) => {
    expect(recommend({ ...facts, reason, attemptNo: 4 }).isAutomatic).toBe(false);
  });

  it.each(houseReasons)("FD-1: %s moves money only where its class allows it", (reason) => {
    const { step, isAutomatic } = recommend({ ...facts, reason });
    expect(moneySteps.includes(step)).toBe(mayRetryAlone(reason));
    if (retryClassOfReason[reason] === "never") expect(isAutomatic).toBe(false);
  });

  it("P07: soft refusals wait 4 hours, a day and three days; technical faults 5 and 15 minutes and an hour", () => {
    const waits = (reason: HouseReason) =>
      [1, 2, 3].map((attemptNo) => (recommend({ ...facts, reason, attemptNo }).notBefore ?? 0) - exampleNow);
    expect(waits("insufficient_funds")).toEqual([4 * HOUR_MS, DAY_MS, 3 * DAY_MS]);
    expect(waits("technical_fault")).toEqual([5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS]);
    expect(recommend({ ...facts, reason: "authorization_expired" }).notBefore).toBe(exampleNow);
  });

  const ruled = (rule: Partial<RecoveryRule>) => ({
    ...defaultRecoveryPolicy,
    rules: {
      version: 3,
      maxAttempts: 6,
      rules: [{ ...exampleRule, id: "own", name: "A rule of the store", ...rule }],
    },
  });

  it("P06 P07 P12: tries, waits and what comes afterwards are the rule's, and the rule is named", () => {
    const policy = ruled({});
    const at = (attemptNo: number) => recommend({ ...facts, reason: "do_not_honor", attemptNo, policy });
    expect(at(2)).toMatchObject({ step: "retry_capture", notBefore: later(exampleNow, HOUR_MS) });
    expect(at(2).rule).toEqual({ id: "own", name: "A rule of the store" });
    expect(at(3)).toMatchObject({ step: "ask_customer", isAutomatic: false, why: "attempts_used_up" });
    const toPerson = ruled({ afterwards: "make_task", task: "call_customer" });
    expect(recommend({ ...facts, reason: "do_not_honor", attemptNo: 3, policy: toPerson }).step).toBe("call_customer");
  });

  it.each(["retry_capture", "authorize_and_capture", "renew_authorization"] as const)(
    "FD-1 X07: no rule makes the house %s what the networks forbid to try again",
    (action) => {
      for (const reason of houseReasons.filter((each) => retryClassOfReason[each] === "never")) {
        const advice = recommend({ ...facts, reason, policy: ruled({ action }) });
        expect(advice.isAutomatic).toBe(false);
        expect(moneySteps).not.toContain(advice.step);
        if (reason !== "disputed")
          expect(advice).toMatchObject({ step: "new_payment_method", why: "new_instrument_needed" });
      }
    },
  );

  it("P12 F03: a rule may send a failure to the next payment method, to the customer, to a person, or stop it", () => {
    const step = (action: RecoveryRule["action"]) =>
      recommend({ ...facts, reason: "do_not_honor", policy: ruled({ action }) });
    expect(step("next_payment_method")).toMatchObject({
      step: "next_payment_method",
      isAutomatic: true,
      why: "other_method",
    });
    expect(step("renew_authorization")).toMatchObject({
      step: "renew_authorization",
      isAutomatic: true,
      why: "hold_gone",
    });
    expect(step("ask_customer")).toMatchObject({ step: "ask_customer", isAutomatic: false });
    expect(step("make_task")).toMatchObject({ step: "review", isAutomatic: false });
    expect(step("stop")).toMatchObject({ step: "review", isAutomatic: false, why: "stopped_by_rule" });
  });

  it("FD-1 F03: another payment method may be charged after any refusal, whatever the first one has saved", () => {
    const policy = ruled({ action: "next_payment_method" });
    for (const reason of ["lost_or_stolen", "do_not_honor"] as const) {
      const advice = recommend({ ...facts, reason, policy, canUseSavedInstrument: false, holdStatus: null });
      expect(advice).toMatchObject({ step: "next_payment_method", isAutomatic: true });
      expect(recommend({ ...facts, reason, policy, invoice: null }).step).toBe("authorize_again");
    }
  });

  it.each(["retry_capture", "authorize_and_capture", "renew_authorization"] as const)(
    "P13: without a saved instrument only a capture of a living hold goes on by itself: %s",
    (action) => {
      const policy = ruled({ action });
      const bare = { ...facts, reason: "do_not_honor", policy, canUseSavedInstrument: false } as const;
      expect(recommend(bare).isAutomatic).toBe(action === "retry_capture");
      const asked = { step: "ask_customer", isAutomatic: false, why: "no_saved_instrument" };
      expect(recommend({ ...bare, holdStatus: "expired" })).toMatchObject(asked);
      expect(recommend({ ...bare, invoice: null })).toMatchObject(asked);
    },
  );

  it("P06: the set's number of tries ends a rule that allows more", () => {
    const policy = ruled({ maxAttempts: 9 });
    const at = (attemptNo: number) => recommend({ ...facts, reason: "do_not_honor", attemptNo, policy });
    expect([at(5).isAutomatic, at(6).isAutomatic]).toEqual([true, false]);
  });

  it("F04: a dispute that a rule stops is stopped; what any other rule says is only asked about", () => {
    const at = (action: RecoveryRule["action"]) =>
      recommend({ ...facts, reason: "disputed", policy: ruled({ action }) });
    expect(at("stop")).toMatchObject({ step: "review", why: "instrument_unusable" });
    for (const action of ["ask_customer", "next_payment_method", "make_task"] as const)
      expect(at(action)).toMatchObject({ step: "ask_about_dispute", isAutomatic: false, why: "disputed" });
  });

  it("P16: a failure that no rule fits is a person's", () => {
    const policy = ruled({ match: { reasons: ["card_expired"] } });
    expect(recommend({ ...facts, reason: "do_not_honor", policy })).toMatchObject({
      step: "review",
      isAutomatic: false,
      why: "needs_person",
      rule: null,
    });
  });

  it("P13 P14: without a saved instrument a lost hold leads to the customer", () => {
    for (const reason of ["authorization_expired", "authorization_voided"] as const) {
      expect(recommend({ ...facts, reason, canUseSavedInstrument: false })).toMatchObject({
        step: "ask_customer",
        isAutomatic: false,
      });
    }
  });

  it("P13: a passing refusal whose hold is gone is retried as authorize-and-capture", () => {
    expect(recommend({ ...facts, reason: "insufficient_funds", holdStatus: "voided" })).toMatchObject({
      step: "authorize_and_capture",
      isAutomatic: true,
    });
    expect(
      recommend({ ...facts, reason: "insufficient_funds", holdStatus: "voided", canUseSavedInstrument: false }).step,
    ).toBe("ask_customer");
  });

  it("I6 X06: without an answer about the hold the only step is to ask the gateway", () => {
    for (const holdStatus of ["authorize_unconfirmed", "void_unconfirmed"] as const) {
      expect(recommend({ ...facts, reason: "technical_fault", holdStatus })).toMatchObject({
        step: "resync",
        isAutomatic: false,
        why: "outcome_unknown",
        rule: null,
      });
    }
  });

  it("AE-6: a refused authorization is authorized again, or goes to the customer", () => {
    const hold = { ...facts, invoice: null, holdStatus: "declined" } as const;
    expect(recommend({ ...hold, reason: "do_not_honor" })).toMatchObject({
      step: "authorize_again",
      isAutomatic: true,
    });
    expect(recommend({ ...hold, reason: "authentication_required" })).toMatchObject({
      step: "ask_customer",
      isAutomatic: false,
    });
    expect(recommend({ ...hold, reason: "authorization_expired" }).step).toBe("authorize_again");
  });

  it("W02: before any refusal the step is the capture itself, from the hold or anew", () => {
    expect(recommend(facts)).toMatchObject({ step: "capture", isAutomatic: true, why: "first_try" });
    expect(recommend(facts).notBefore).toBe(exampleNow);
    const planned = exampleInvoice({ nextAttemptAt: later(exampleNow, HOUR_MS) });
    expect(recommend({ ...facts, invoice: planned }).notBefore).toBe(later(exampleNow, HOUR_MS));
    expect(recommend({ ...facts, holdStatus: "expired" }).step).toBe("authorize_and_capture");
    expect(recommend({ ...facts, invoice: null }).step).toBe("authorize_again");
  });
});

describe("the hold behind an invoice", () => {
  it("is a live one, else a lost one, else none", () => {
    const order = (parts: Parameters<typeof exampleHold>[0]) => exampleOrder({ authorizations: [exampleHold(parts)] });
    expect(holdStatusFor(order({}), exampleNow)).toBe("authorized");
    expect(holdStatusFor(order({ expiresAt: exampleNow }), exampleNow)).toBe("expired");
    expect(holdStatusFor(order({ status: "voided" }), exampleNow)).toBe("voided");
    expect(holdStatusFor(order({ status: "captured", captured: usd(20_000) }), exampleNow)).toBeNull();
    expect(holdStatusFor(order({ status: "authorize_unconfirmed" }), exampleNow)).toBe("authorize_unconfirmed");
    expect(holdStatusFor(exampleOrder(), exampleNow)).toBeNull();
    const both = (first: AuthorizationStatus, second: AuthorizationStatus) =>
      holdStatusFor(
        exampleOrder({
          authorizations: [
            exampleHold({ status: first }),
            exampleHold({ id: holdId("hold-2"), status: second, amount: usd(19_999) }),
          ],
        }),
        exampleNow,
      );
    expect(both("voided", "authorize_unconfirmed")).toBe("authorize_unconfirmed");
    expect(both("voided", "authorized")).toBe("authorized");
    expect(both("voided", "expired")).toBe("expired");
    expect(both("expired", "voided")).toBe("voided");
    expect(both("voided", "declined")).toBe("voided");
  });
});
