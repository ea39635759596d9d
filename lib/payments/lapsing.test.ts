import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOrder } from "./any-order.test-data";
import { coverageOf } from "./coverage";
import { exampleHold, exampleNow, exampleOrder, usd } from "./example-order";
import { DAY_MS, later } from "./instant";
import { lapsingMoney } from "./lapsing";
import type { Order } from "./order";

const inDays = (days: number) => later(exampleNow, days * DAY_MS);
const order = (parts: Partial<Order> = {}) =>
  exampleOrder({
    status: "confirmed",
    authorizations: [exampleHold({ expiresAt: inDays(3), guaranteedUntil: null })],
    promisedShipAt: inDays(5),
    ...parts,
  });

describe("money that lapses before it can ship", () => {
  it("X02: is what a hold stands for that ends before the promised date, with both moments", () => {
    expect(lapsingMoney(order(), exampleNow)).toEqual({ amount: usd(20_000), endsAt: inDays(3), shipsAt: inDays(5) });
  });

  it("X02: counts from the end of the guarantee, where that comes first", () => {
    const guarded = exampleHold({ expiresAt: inDays(20), guaranteedUntil: inDays(3) });
    expect(lapsingMoney(order({ authorizations: [guarded] }), exampleNow)?.endsAt).toBe(inDays(3));
    // Past its guarantee it is weak already, and lasts until it ends.
    expect(lapsingMoney(order({ authorizations: [guarded], promisedShipAt: inDays(10) }), inDays(4))).toBeNull();
  });

  it.each<[string, Partial<Order>]>([
    ["the goods leave on the very moment", { promisedShipAt: inDays(3) }],
    ["they leave before", { promisedShipAt: inDays(2) }],
    ["no date is promised", { promisedShipAt: null }],
    ["everything has shipped", { status: "shipped" }],
    ["the order is a draft", { status: "draft" }],
    ["I14: the order is stopped for fraud", { isFraudStopped: true }],
    ["nothing is due", { total: usd(0) }],
    ["the hold has ended already", { authorizations: [exampleHold({ expiresAt: inDays(-1) })] }],
  ])("X02: is none where %s", (_case, parts) => {
    expect(lapsingMoney(order(parts), exampleNow)).toBeNull();
  });

  it("X02 X01: whatever the order, it is positive and no more than what is secured on paper only", () => {
    fc.assert(
      fc.property(anyOrder, (each) => {
        const lapsing = lapsingMoney(each, exampleNow);
        if (lapsing === null) return;
        expect(lapsing.amount.amountMinor).toBeGreaterThan(0n);
        expect(lapsing.amount.amountMinor).toBeLessThanOrEqual(coverageOf(each, exampleNow).onPaper.amountMinor);
        expect(lapsing.endsAt).toBeGreaterThan(exampleNow);
        expect(lapsing.endsAt).toBeLessThan(lapsing.shipsAt);
      }),
    );
  });
});
