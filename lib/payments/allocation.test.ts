import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, chargingOrder } from "./allocation";
import { exampleMethod, methodId, usd } from "./example-order";
import { add, compare, type Money, money, sum } from "./money";
import type { PaymentMethod } from "./payment-method";

function method(id: string, parts: Partial<PaymentMethod> = {}): PaymentMethod {
  return exampleMethod({ id: methodId(id), ...parts });
}

function split(needed: Money, methods: readonly PaymentMethod[]) {
  const { allotments, remaining } = allocate({ needed, methods });
  return {
    parts: allotments.map(({ paymentMethodId, amount, why }) => [paymentMethodId, amount.amountMinor, why]),
    left: remaining.amountMinor,
  };
}

describe("order of charging", () => {
  it("S22 S27 S28: the seller's sequence for the type wins, the order's sequence breaks ties", () => {
    const methods = [
      method("card A", { chargeSequence: 1, sequence: 1 }),
      method("account", { chargeSequence: 0, sequence: 2, kind: "customer_account" }),
      method("other", { chargeSequence: 2, sequence: 3, kind: "offline" }),
      method("card B", { chargeSequence: 1, sequence: 4 }),
    ];
    expect(chargingOrder(methods).map(({ id }) => id)).toEqual(["account", "card A", "card B", "other"]);
  });

  it("X12: full ties always resolve the same way, and suspended or removed methods are out (S37)", () => {
    const methods = [
      method("b"),
      method("a"),
      method("gone", { status: "removed" }),
      method("off", { status: "suspended" }),
    ];
    expect(chargingOrder(methods).map(({ id }) => id)).toEqual(["a", "b"]);
    expect(chargingOrder([...methods].reverse()).map(({ id }) => id)).toEqual(["a", "b"]);
  });
});

describe("allocation", () => {
  const card1 = { chargeSequence: 0, kind: "stored_value", gateway: "stored_value" } as const;

  it("S23 S25 S29: one gift card is emptied before the next, then the card takes the remainder", () => {
    const methods = [
      method("gift 1", { ...card1, sequence: 1, available: usd(2_000) }),
      method("gift 2", { ...card1, sequence: 2, available: usd(1_500) }),
      method("visa", { sequence: 3 }),
      method("amex", { sequence: 4 }),
    ];
    expect(split(usd(10_000), methods)).toEqual({
      parts: [
        ["gift 1", 2_000n, "available"],
        ["gift 2", 1_500n, "available"],
        ["visa", 6_500n, "remainder"],
      ],
      left: 0n,
    });
  });

  it("S24 S26: fixed amounts and limits bound what a method takes; what no method takes remains (S56)", () => {
    const methods = [
      method("visa", { sequence: 1, fixed: usd(3_000) }),
      method("amex", { sequence: 2, limit: usd(4_000) }),
    ];
    expect(split(usd(10_000), methods)).toEqual({
      parts: [
        ["visa", 3_000n, "fixed"],
        ["amex", 4_000n, "limit"],
      ],
      left: 3_000n,
    });
  });

  it("X12: of two equal bounds the first named is the reason, and a bound that is just enough is one", () => {
    const reasonOf = (parts: Partial<PaymentMethod>) => split(usd(500), [method("visa", parts)]).parts[0]?.[2];
    expect(reasonOf({ fixed: usd(300), limit: usd(300), available: usd(300) })).toBe("fixed");
    expect(reasonOf({ limit: usd(300), available: usd(299) })).toBe("available");
    expect(reasonOf({ fixed: usd(400), limit: usd(300) })).toBe("limit");
    expect(reasonOf({ limit: usd(500) })).toBe("limit");
    expect(reasonOf({ limit: usd(501) })).toBe("remainder");
  });

  it("S35: a method set to 0, one that is suspended and one without a token get nothing", () => {
    const methods = [
      method("zero", { fixed: usd(0) }),
      method("off", { status: "suspended" }),
      method("blank", { token: null }),
      method("transfer", { token: null, gateway: "offline", kind: "offline", sequence: 8, limit: usd(100) }),
      method("check", { token: null, gateway: "check", kind: "check", sequence: 9 }),
    ];
    expect(split(usd(500), methods)).toEqual({
      parts: [
        ["transfer", 100n, "limit"],
        ["check", 400n, "remainder"],
      ],
      left: 0n,
    });
  });

  it("needs nothing when nothing is needed", () => {
    expect(split(usd(0), [method("visa")])).toEqual({ parts: [], left: 0n });
    expect(split(usd(-5), [method("visa")])).toEqual({ parts: [], left: 0n });
  });

  it("S29 I3: parts and remainder make up what is needed, within every bound, whatever the order given", () => {
    const anyBound = fc.option(fc.bigInt({ min: 0n, max: 5_000n }).map(usd));
    const anyMethods = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 4 }).map(methodId),
        chargeSequence: fc.integer({ min: 0, max: 2 }),
        sequence: fc.integer({ min: 0, max: 2 }),
        status: fc.constantFrom("active", "suspended", "removed"),
        limit: anyBound,
        fixed: anyBound,
        available: anyBound,
      }),
      { selector: ({ id }) => id, maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 20_000n }).map(usd), anyMethods, (needed, drafts) => {
        const methods = drafts.map((draft) => exampleMethod(draft));
        const { allotments, remaining } = allocate({ needed, methods });
        expect(
          add(
            sum(
              "USD",
              allotments.map(({ amount }) => amount),
            ),
            remaining,
          ),
        ).toEqual(needed);
        for (const { paymentMethodId, amount } of allotments) {
          const taken = methods.find(({ id }) => id === paymentMethodId);
          expect(taken?.status).toBe("active");
          for (const bound of [taken?.limit, taken?.fixed, taken?.available]) {
            if (bound) expect(compare(amount, bound)).toBeLessThanOrEqual(0);
          }
        }
        expect(allocate({ needed, methods: methods.toReversed() })).toMatchObject({ allotments, remaining });
      }),
    );
  });
});

describe("gateways that count coarsely", () => {
  const kwd = (amountMinor: number) => money(amountMinor, "KWD");
  const gift = (parts: Partial<PaymentMethod>) => method("gift", { gateway: "stored_value", sequence: 2, ...parts });
  const shares = (needed: Money, methods: readonly PaymentMethod[]) => {
    const { allotments, tooCoarse } = allocate({ needed, methods });
    return [allotments.map(({ amount }) => amount.amountMinor), tooCoarse];
  };

  it("CU-2: what a gateway cannot move of its share goes to the next way to pay, or is named", () => {
    expect(shares(kwd(12_345), [method("card")])).toEqual([[12_340n], "stripe"]);
    expect(shares(kwd(12_345), [method("card"), gift({})])).toEqual([[12_340n, 5n], null]);
    expect(shares(kwd(12_345), [method("card", { limit: kwd(5_003) }), gift({})])).toEqual([[5_000n, 7_345n], null]);
    expect(shares(kwd(12_345), [method("card", { fixed: kwd(5_003) }), gift({})])).toEqual([
      [5_000n, 7_345n],
      "stripe",
    ]);
    expect(shares(kwd(12_345), [method("card", { sequence: 3 }), gift({ available: kwd(5_005) })])).toEqual([
      [5_005n, 7_340n],
      null,
    ]);
  });

  it("CU-1 CU-2: what it can express it takes whole", () => {
    expect(shares(kwd(12_340), [method("card")])).toEqual([[12_340n], null]);
    expect(shares(money(501, "JPY"), [method("card")])).toEqual([[501n], null]);
    expect(shares(kwd(12_345), [gift({})])).toEqual([[12_345n], null]);
  });
});
