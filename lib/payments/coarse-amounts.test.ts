import { describe, expect, it } from "vitest";
import { amountStep, isPossibleAt, mostPossibleAt, stepDetail } from "./amount-step";
import { decideRequestApproval } from "./approval";
import { decideAuthorize } from "./authorizing";
import { exampleHold, exampleNow, exampleOrder } from "./example-order";
import { DAY_MS, later } from "./instant";
import { money } from "./money";
import type { Order } from "./order";
import { decideRenew } from "./renewing";
import { worklistEntries } from "./worklist";

const kwd = (amountMinor: number) => money(amountMinor, "KWD");
const inDinar = (totalMinor: number, parts: Partial<Order> = {}) =>
  exampleOrder({
    total: kwd(totalMinor),
    approvedTotal: kwd(totalMinor),
    appliedIn: kwd(0),
    prepaid: kwd(0),
    refundFailed: kwd(0),
    override: { granted: kwd(0), isAsked: false },
    ...parts,
  });
const hold = (amountMinor: number, parts: Parameters<typeof exampleHold>[0] = {}) =>
  exampleHold({ amount: kwd(amountMinor), captured: kwd(0), reserved: kwd(0), ...parts });
const refusal = {
  ok: false,
  reason: "amount_not_possible",
  detail: "stripe moves KWD in multiples of 10 minor units",
};

describe("amounts that a gateway cannot express", () => {
  const held = hold(12_340, { canIncrease: true });

  it("CU-2 S40: a hold, or what a hold would be raised by, is refused before any call, and the refusal says where", () => {
    expect(decideAuthorize(inDinar(12_345), exampleNow)).toEqual(refusal);
    expect(decideAuthorize(inDinar(12_345, { authorizations: [held] }), exampleNow)).toEqual(refusal);
    expect(decideAuthorize(inDinar(12_345, { status: "draft", approvedTotal: null }), exampleNow)).toEqual(refusal);
  });

  it("CU-2: what the gateway can express is asked for as before", () => {
    expect(decideAuthorize(inDinar(12_350, { authorizations: [held] }), exampleNow)).toMatchObject({
      value: { parts: [{ amount: kwd(10) }] },
    });
    expect(decideAuthorize(inDinar(12_340), exampleNow)).toMatchObject({ value: { parts: [{ amount: kwd(12_340) }] } });
  });

  it("CU-2 X04: a hold is not exchanged for one that its gateway cannot express", () => {
    const expiring = (amountMinor: number) => hold(amountMinor, { expiresAt: later(exampleNow, DAY_MS) });
    const renew = (amountMinor: number) =>
      decideRenew(inDinar(amountMinor, { authorizations: [expiring(amountMinor)] }), "hold-1", exampleNow);
    expect(renew(12_345)).toEqual(refusal);
    expect(renew(12_340)).toMatchObject({ ok: true, value: { amount: kwd(12_340) } });
  });

  it("CU-2 H24: a customer is not asked where neither the total nor what is missing could be paid on the page", () => {
    const ask = (totalMinor: number, authorizations: Order["authorizations"] = []) =>
      decideRequestApproval(inDinar(totalMinor, { authorizations }), exampleNow, { email: "c@example.com" });
    expect(ask(12_345)).toEqual(refusal);
    expect(ask(12_345, [held])).toEqual(refusal);
    expect(ask(12_345, [hold(12_335)])).toMatchObject({ ok: true });
    expect(ask(12_340, [hold(12_335)])).toMatchObject({ ok: true });
  });

  it("CU-2 I18: an order whose missing money cannot be held stands before a person, who is told why", () => {
    const entries = (totalMinor: number) =>
      worklistEntries(inDinar(totalMinor), exampleNow, { soonMs: DAY_MS }).map(({ reason, step, why }) => [
        reason,
        step,
        why,
      ]);
    expect(entries(12_345)).toEqual([["not_covered", "review", "amount_not_possible"]]);
    expect(entries(12_340)).toEqual([["not_covered", "authorize_again", "saved_instrument"]]);
  });
});

describe("what a gateway can move", () => {
  it.each([
    ["stripe", "KWD", 10n],
    ["stripe", "MGA", 100n],
    ["stripe", "HUF", 1n],
    ["paypal", "HUF", 100n],
    ["paypal", "TWD", 100n],
    ["paypal", "USD", 1n],
    ["stored_value", "KWD", 1n],
  ])("CU-2: at %s amounts of %s are multiples of %s", (gateway, currency, step) => {
    expect(amountStep(gateway, currency)).toBe(step);
    expect(mostPossibleAt(gateway, money(12_345, currency))).toEqual(money(12_345n - (12_345n % step), currency));
  });

  it("CU-2: PayPal takes some currencies only, and nothing can always be moved", () => {
    expect(isPossibleAt("paypal", money(100, "INR"))).toBe(false);
    expect(isPossibleAt("paypal", money(0, "INR"))).toBe(true);
    expect(mostPossibleAt("paypal", money(100, "INR"))).toEqual(money(0, "INR"));
    expect(isPossibleAt("stripe", money(100, "INR"))).toBe(true);
    expect(isPossibleAt("paypal", money(100, "EUR"))).toBe(true);
    expect(stepDetail("paypal", "INR")).toBe("paypal takes no INR");
    expect(stepDetail("paypal", "HUF")).toBe("paypal moves HUF in multiples of 100 minor units");
  });
});
