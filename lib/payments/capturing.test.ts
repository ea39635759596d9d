import { describe, expect, it } from "vitest";
import type { CapturePart } from "./capture-plan";
import { type CaptureOptions, captureRefusal, decideCapture, invoiceRest, obligationOf } from "./capturing";
import {
  exampleHold,
  exampleInvoice,
  exampleMethod,
  exampleNow,
  exampleRelease,
  holdId,
  invoiceId,
  methodId,
  shippedOrder,
  usd,
} from "./example-order";
import { DAY_MS, later } from "./instant";
import type { Order } from "./order";

const id = invoiceId("invoice-1");
const byHouse: CaptureOptions = { canUseSavedInstrument: true, manual: false };
const inDays = (days: number) => later(exampleNow, days * DAY_MS);

function partsOf(order: Order, options = byHouse, now = exampleNow): readonly CapturePart[] {
  const decision = decideCapture(order, id, now, options);
  if (!decision.ok) throw new Error(decision.reason);
  return decision.value.parts;
}

function refusalOf(order: Order, options = byHouse) {
  return captureRefusal(order, id, exampleNow, options);
}

describe("what is captured", () => {
  it("W02 I1: a shipped invoice is captured against its live hold, in full and for good", () => {
    expect(partsOf(shippedOrder())).toEqual([
      {
        kind: "capture",
        authorizationId: "hold-1",
        paymentMethodId: "visa",
        amount: usd(20_000),
        isFinal: true,
        ordinal: 1,
      },
    ]);
  });

  it("PC-1: a hold that can be captured once is captured for good, however little is taken", () => {
    const order = shippedOrder({
      authorizations: [exampleHold({ canCaptureAgain: false })],
      invoices: [exampleInvoice({ amount: usd(7_000) })],
    });
    expect(partsOf(order)).toMatchObject([{ kind: "capture", amount: usd(7_000), isFinal: true }]);
  });

  it("W32 PC-1: an early parcel leaves the rest of the hold alive, the last one lets it go", () => {
    const releases = [exampleRelease({ amount: usd(7_000) }), exampleRelease({ releaseNo: 2, amount: usd(13_000) })];
    const first = shippedOrder({ releases, invoices: [exampleInvoice({ amount: usd(7_000) })] });
    expect(partsOf(first)[0]).toMatchObject({ amount: usd(7_000), isFinal: false });

    const last = shippedOrder({
      releases,
      total: usd(19_000),
      authorizations: [exampleHold({ captured: usd(7_000) })],
      invoices: [exampleInvoice({ releaseNo: 2, amount: usd(12_000) })],
    });
    expect(partsOf(last)[0]).toMatchObject({ amount: usd(12_000), isFinal: true });
  });

  it("PC-1: a capture is not final while another one from the same hold is under way", () => {
    const order = shippedOrder({
      authorizations: [exampleHold({ reserved: usd(7_000) })],
      invoices: [
        exampleInvoice({ amount: usd(13_000) }),
        exampleInvoice({ id: invoiceId("invoice-2"), reserved: usd(7_000), amount: usd(7_000), status: "capturing" }),
      ],
    });
    expect(partsOf(order)[0]).toMatchObject({ amount: usd(13_000), isFinal: false });
  });

  it("S22 S27: several tenders are captured in charging order, up to each hold", () => {
    const order = shippedOrder({
      methods: [
        exampleMethod({ sequence: 2 }),
        exampleMethod({ id: methodId("gift"), kind: "stored_value", gateway: "stored_value", chargeSequence: 0 }),
      ],
      authorizations: [
        exampleHold({ amount: usd(18_000) }),
        exampleHold({
          id: holdId("hold-gift"),
          paymentMethodId: methodId("gift"),
          gateway: "stored_value",
          amount: usd(2_000),
        }),
      ],
    });
    expect(
      partsOf(order).map(({ paymentMethodId, amount, ordinal }) => [paymentMethodId, amount.amountMinor, ordinal]),
    ).toEqual([
      ["gift", 2_000n, 1],
      ["visa", 18_000n, 1],
    ]);
  });

  it("P13 P14 P17: an expired or voided hold leads to authorize-and-capture on the same method, linked to the dead hold", () => {
    const expected = {
      kind: "authorize_and_capture",
      paymentMethodId: "visa",
      amount: usd(20_000),
      replacesAuthorizationId: "hold-1",
      ordinal: 1,
    };
    for (const hold of [
      exampleHold({ status: "expired" }),
      exampleHold({ status: "voided" }),
      exampleHold({ expiresAt: inDays(-1) }),
    ]) {
      expect(partsOf(shippedOrder({ authorizations: [hold] }))).toEqual([expected]);
    }
  });

  it("P14: a dead hold on one tender leaves the live one alone", () => {
    const order = shippedOrder({
      methods: [exampleMethod(), exampleMethod({ id: methodId("amex"), token: "pm_amex", sequence: 2 })],
      authorizations: [
        exampleHold({ amount: usd(12_000), status: "expired" }),
        exampleHold({ id: holdId("hold-2"), paymentMethodId: methodId("amex"), amount: usd(8_000) }),
      ],
    });
    expect(partsOf(order).map((part) => [part.kind, part.paymentMethodId, part.amount.amountMinor])).toEqual([
      ["capture", "amex", 8_000n],
      ["authorize_and_capture", "visa", 12_000n],
    ]);
  });

  it("PC-1: where the gateway captures once, the second parcel is charged anew, and a third finds what is left", () => {
    const used = exampleHold({ status: "captured", captured: usd(5_000), canCaptureAgain: false });
    const taken = exampleHold({
      id: holdId("hold-2"),
      status: "captured",
      amount: usd(6_000),
      captured: usd(6_000),
      replacesId: holdId("hold-1"),
    });
    const second = shippedOrder({ authorizations: [used], invoices: [exampleInvoice({ amount: usd(6_000) })] });
    expect(partsOf(second)[0]).toMatchObject({
      kind: "authorize_and_capture",
      amount: usd(6_000),
      replacesAuthorizationId: "hold-1",
    });
    const third = shippedOrder({ authorizations: [used, taken], invoices: [exampleInvoice({ amount: usd(9_000) })] });
    expect(partsOf(third)[0]).toMatchObject({ amount: usd(9_000), replacesAuthorizationId: "hold-1" });
    const beyond = shippedOrder({
      authorizations: [used, taken],
      invoices: [exampleInvoice({ amount: usd(9_001) })],
      total: usd(20_001),
      approvedTotal: usd(20_001),
    });
    expect(refusalOf(beyond)).toBe("not_covered");
  });

  it("H31: a hold that another method took over is never charged again", () => {
    const order = shippedOrder({
      methods: [exampleMethod(), exampleMethod({ id: methodId("amex"), token: "pm_amex", sequence: 2 })],
      authorizations: [
        exampleHold({ status: "voided" }),
        exampleHold({
          id: holdId("hold-2"),
          paymentMethodId: methodId("amex"),
          status: "expired",
          replacesId: holdId("hold-1"),
        }),
      ],
    });
    expect(partsOf(order).map(({ paymentMethodId }) => paymentMethodId)).toEqual(["amex"]);
  });

  it("captures only the rest of an invoice", () => {
    const order = shippedOrder({
      authorizations: [exampleHold({ captured: usd(5_000) })],
      invoices: [
        exampleInvoice({ captured: usd(5_000), status: "failed", lastReason: "technical_fault", attemptCount: 1 }),
      ],
    });
    expect(partsOf(order)[0]).toMatchObject({ amount: usd(15_000) });
    expect(invoiceRest(exampleInvoice({ captured: usd(5_000), reserved: usd(1_000) }))).toEqual(usd(14_000));
  });
});

describe("obligations", () => {
  it("I5: a plain capture and an authorize-and-capture for the same money have the same name", () => {
    const plain = partsOf(shippedOrder());
    const anew = partsOf(shippedOrder({ authorizations: [exampleHold({ status: "expired" })] }));
    expect(plain.map((part) => obligationOf(part, id))).toEqual(["capture:invoice-1:visa"]);
    expect(anew.map((part) => obligationOf(part, id))).toEqual(["capture:invoice-1:visa"]);
  });

  it("I5: two holds of one method in one plan have different names", () => {
    const order = shippedOrder({
      total: usd(24_118),
      approvedTotal: usd(24_118),
      authorizations: [exampleHold(), exampleHold({ id: holdId("hold-2"), amount: usd(4_118) })],
      invoices: [exampleInvoice({ amount: usd(24_118) })],
    });
    expect(partsOf(order).map((part) => obligationOf(part, id))).toEqual([
      "capture:invoice-1:visa",
      "capture:invoice-1:visa:2",
    ]);
  });
});
