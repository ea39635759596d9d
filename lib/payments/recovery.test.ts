import { describe, expect, it } from "vitest";
import { authorizationStatuses } from "./authorization-state";
import { type HouseReason, houseReasons } from "./decline-reasons";
import { exampleHold, exampleInvoice, exampleNow, exampleOrder, shippedOrder, usd } from "./example-order";
import { DAY_MS, HOUR_MS, later, MINUTE_MS } from "./instant";
import type { NextStep } from "./order-state";
import { holdStatusFor, type RecoveryFacts, recommend } from "./recovery";
import { defaultRetryPolicy, mayRetryAlone, nextTryAt, retryClassOfReason } from "./retry-policy";

const facts: RecoveryFacts = {
  order: shippedOrder(),
  invoice: exampleInvoice({ status: "failed", attemptCount: 1 }),
  reason: null,
  holdStatus: "authorized",
  attemptNo: 1,
  policy: defaultRetryPolicy,
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
  disputed: ["call_customer", false],
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
    expect(advice).toMatchObject({ step, isAutomatic });
    expect(advice.notBefore === null).toBe(!isAutomatic);
  });

  it.each(houseReasons)("P19 I14: %s on a fraud-stopped order leads to a person and nothing else", (reason) => {
    for (const holdStatus of [null, ...authorizationStatuses]) {
      expect(recommend({ ...facts, reason, holdStatus, isFraudStopped: true })).toMatchObject({
        step: "review",
        isAutomatic: false,
      });
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

  it("P06 P07: number of tries and waits come from the policy; the last wait repeats", () => {
    const policy = { maxAttempts: 6, softWaitsMs: [HOUR_MS], technicalWaitsMs: [] };
    const at = (attemptNo: number) => nextTryAt({ policy, retryClass: "soft", attemptNo, now: exampleNow });
    expect([1, 5, 6].map(at)).toEqual([later(exampleNow, HOUR_MS), later(exampleNow, HOUR_MS), null]);
    expect(nextTryAt({ policy, retryClass: "technical", attemptNo: 1, now: exampleNow })).toBeNull();
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
  });
});
