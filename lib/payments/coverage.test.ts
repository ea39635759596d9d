import { describe, expect, it } from "vitest";
import { coverageOf, isCovered } from "./coverage";
import {
  exampleHold,
  exampleMethod,
  exampleNow,
  exampleOrder,
  holdId,
  methodId,
  shippedOrder,
  usd,
} from "./example-order";
import { DAY_MS, later } from "./instant";

const inDays = (days: number) => later(exampleNow, days * DAY_MS);

describe("coverage of an order", () => {
  it("X01 I3: says what is secured, on paper and uncovered, each with its end", () => {
    const order = exampleOrder({
      total: usd(24_118),
      promisedShipAt: inDays(5),
      methods: [exampleMethod(), exampleMethod({ id: methodId("paypal"), sequence: 2 })],
      authorizations: [
        exampleHold({ amount: usd(15_000), expiresAt: inDays(7) }),
        exampleHold({
          id: holdId("hold-2"),
          paymentMethodId: methodId("paypal"),
          amount: usd(5_000),
          expiresAt: inDays(29),
          guaranteedUntil: inDays(3),
        }),
      ],
    });
    expect(coverageOf(order, exampleNow)).toEqual({
      due: usd(24_118),
      captured: usd(0),
      secured: usd(15_000),
      onPaper: usd(5_000),
      uncovered: usd(4_118),
      excess: usd(0),
      parts: [
        { authorizationId: "hold-1", paymentMethodId: "visa", amount: usd(15_000), kind: "secured", endsAt: inDays(7) },
        {
          authorizationId: "hold-2",
          paymentMethodId: "paypal",
          amount: usd(5_000),
          kind: "on_paper",
          endsAt: inDays(3),
        },
      ],
      firstEndsAt: inDays(3),
    });
    expect(isCovered(order, exampleNow)).toBe(false);
  });

  it("X01: past its guarantee a hold is on paper until it ends, then nothing", () => {
    const order = exampleOrder({
      authorizations: [exampleHold({ expiresAt: inDays(29), guaranteedUntil: inDays(3) })],
    });
    expect(coverageOf(order, inDays(2))).toMatchObject({ secured: usd(20_000), onPaper: usd(0) });
    expect(coverageOf(order, inDays(3))).toMatchObject({
      secured: usd(0),
      onPaper: usd(20_000),
      firstEndsAt: inDays(29),
    });
    expect(coverageOf(order, inDays(29))).toMatchObject({ uncovered: usd(20_000), parts: [] });
  });

  it("X02: a hold that ends before the promised shipment is on paper, but not once the goods have left", () => {
    const parts = { promisedShipAt: inDays(10), authorizations: [exampleHold({ expiresAt: inDays(7) })] };
    expect(coverageOf(exampleOrder(parts), exampleNow)).toMatchObject({ secured: usd(0), onPaper: usd(20_000) });
    expect(coverageOf(shippedOrder(parts), exampleNow)).toMatchObject({ secured: usd(20_000), onPaper: usd(0) });
    for (const status of ["draft", "proposed"] as const) {
      expect(coverageOf(exampleOrder({ ...parts, status }), exampleNow).onPaper).toEqual(usd(20_000));
    }
    expect(coverageOf(exampleOrder({ ...parts, promisedShipAt: inDays(7) }), exampleNow).secured).toEqual(usd(20_000));
    expect(coverageOf(exampleOrder({ ...parts, promisedShipAt: null }), exampleNow).secured).toEqual(usd(20_000));
    const endless = exampleOrder({ ...parts, authorizations: [exampleHold()] });
    expect(coverageOf(endless, exampleNow).secured).toEqual(usd(20_000));
    expect(isCovered(endless, exampleNow)).toBe(true);
  });

  it("AE-6 I8: counts every live hold, secured ones first, and calls the rest excess", () => {
    const order = exampleOrder({
      authorizations: [
        exampleHold({ expiresAt: inDays(29), guaranteedUntil: inDays(-1) }),
        exampleHold({ id: holdId("hold-2"), amount: usd(12_000), expiresAt: inDays(30) }),
      ],
    });
    expect(coverageOf(order, exampleNow)).toMatchObject({
      secured: usd(12_000),
      onPaper: usd(8_000),
      excess: usd(12_000),
    });
  });

  it.each([
    "requested",
    "authorize_pending",
    "authorize_unconfirmed",
    "declined",
    "void_requested",
    "void_unconfirmed",
    "voided",
    "expired",
  ] as const)("MT-5: a hold that is %s covers nothing", (status) => {
    expect(coverageOf(exampleOrder({ authorizations: [exampleHold({ status })] }), exampleNow).uncovered).toEqual(
      usd(20_000),
    );
  });

  it("S36 S37: a hold on a suspended method covers nothing", () => {
    const order = exampleOrder({ methods: [exampleMethod({ status: "suspended" })], authorizations: [exampleHold()] });
    expect(coverageOf(order, exampleNow).uncovered).toEqual(usd(20_000));
  });

  it("PC-1: what one capture left on a hold counts only where the gateway captures again", () => {
    const hold = exampleHold({ captured: usd(8_000) });
    expect(coverageOf(exampleOrder({ authorizations: [hold] }), exampleNow)).toMatchObject({
      due: usd(12_000),
      secured: usd(12_000),
    });
    const single = exampleOrder({ authorizations: [{ ...hold, canCaptureAgain: false }] });
    expect(coverageOf(single, exampleNow)).toMatchObject({ due: usd(12_000), uncovered: usd(12_000) });
  });

  it("H33: after a fall nothing is due beyond the total, and nothing is negative", () => {
    const order = exampleOrder({ total: usd(5_000), authorizations: [exampleHold({ captured: usd(8_000) })] });
    expect(coverageOf(order, exampleNow)).toMatchObject({ due: usd(0), captured: usd(8_000), uncovered: usd(0) });
  });
});
