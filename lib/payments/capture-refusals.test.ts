import { describe, expect, it } from "vitest";
import type { CapturePart } from "./capture-plan";
import { type CaptureOptions, captureRefusal, decideCapture } from "./capturing";
import {
  exampleAttempt,
  exampleCapture,
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
import type { Order } from "./order";

const id = invoiceId("invoice-1");
const byHouse: CaptureOptions = { canUseSavedInstrument: true, manual: false };
const byHand: CaptureOptions = { canUseSavedInstrument: true, manual: true };

function partsOf(order: Order, options = byHouse, now = exampleNow): readonly CapturePart[] {
  const decision = decideCapture(order, id, now, options);
  if (!decision.ok) throw new Error(decision.reason);
  return decision.value.parts;
}

function refusalOf(order: Order, options = byHouse) {
  return captureRefusal(order, id, exampleNow, options);
}

describe("what is not captured", () => {
  const failed = (parts: Parameters<typeof exampleInvoice>[0]) =>
    exampleInvoice({ status: "failed", attemptCount: 1, ...parts });

  it.each([
    ["P19 I14: fraud-stopped", { isFraudStopped: true }, "order_fraud_stopped"],
    [
      "P26 W03: captured already",
      { invoices: [exampleInvoice({ status: "captured", captured: usd(20_000) })] },
      "already_captured",
    ],
    ["I6: a capture is under way", { openAttempts: [exampleAttempt()] }, "capture_in_progress"],
    [
      "I6 UN-1: the last answer is unknown",
      { openAttempts: [exampleAttempt({ isUnconfirmed: true })] },
      "outcome_unknown",
    ],
    [
      "I6: an authorize-and-capture for it is under way",
      { openAttempts: [exampleAttempt({ operation: "authorize_and_capture" })] },
      "capture_in_progress",
    ],
    [
      "I6: its status says that it is under way",
      { invoices: [exampleInvoice({ status: "capturing" })] },
      "capture_in_progress",
    ],
    ["UN-4: its status says unknown", { invoices: [exampleInvoice({ status: "unconfirmed" })] }, "outcome_unknown"],
    ["cancelled", { invoices: [exampleInvoice({ status: "cancelled" })] }, "invoice_cancelled"],
    ["PR-3: of a replaced order", { status: "replaced" }, "invoice_cancelled"],
    ["W03: not shipped", { releases: [exampleRelease({ status: "open" })] }, "not_shipped"],
    ["no hold and nothing to charge", { authorizations: [] }, "not_covered"],
    ["hold too small", { authorizations: [exampleHold({ amount: usd(19_999) })] }, "not_covered"],
    ["hold being released", { authorizations: [exampleHold({ status: "void_requested" })] }, "not_covered"],
    [
      "I13: more than was approved",
      { total: usd(24_118), invoices: [exampleInvoice({ amount: usd(24_118) })] },
      "approval_needed",
    ],
    [
      "P09: tries used up",
      { invoices: [failed({ attemptCount: 4, lastReason: "do_not_honor" })] },
      "too_many_attempts",
    ],
    ["P16: an unmapped answer", { invoices: [failed({ lastReason: "unmapped" })] }, "retry_forbidden"],
    ["FD-1: a stolen card", { invoices: [failed({ lastReason: "lost_or_stolen" })] }, "retry_forbidden"],
  ] as const)("%s", (_title, parts, reason) => {
    expect(refusalOf(shippedOrder(parts as Partial<Order>))).toBe(reason);
  });

  it("P14: without leave to use the saved instrument, or without a token, a dead hold is not enough", () => {
    const dead = { authorizations: [exampleHold({ status: "expired" })] };
    expect(refusalOf(shippedOrder(dead), { ...byHouse, canUseSavedInstrument: false })).toBe("not_covered");
    expect(refusalOf(shippedOrder({ ...dead, methods: [exampleMethod({ token: null })] }))).toBe("not_covered");
    expect(refusalOf(shippedOrder({ ...dead, methods: [exampleMethod({ status: "suspended" })] }))).toBe("not_covered");
  });

  it("I6: no new charge on a method whose last authorization has no answer", () => {
    const order = shippedOrder({
      authorizations: [
        exampleHold({ status: "expired" }),
        exampleHold({ id: holdId("hold-2"), status: "authorize_unconfirmed" }),
      ],
    });
    expect(refusalOf(order)).toBe("outcome_unknown");
  });

  it("PC-1 W32: a second parcel waits for the capture that is spending its hold, and is charged anew afterwards", () => {
    const second = exampleInvoice({ amount: usd(13_000) });
    const first = exampleInvoice({ id: invoiceId("invoice-2"), amount: usd(7_000) });
    const single = exampleHold({ canCaptureAgain: false });
    const waiting = shippedOrder({
      authorizations: [{ ...single, reserved: usd(7_000) }],
      invoices: [second, { ...first, status: "capturing", reserved: usd(7_000) }],
    });
    expect(refusalOf(waiting)).toBe("capture_in_progress");
    const answered = shippedOrder({
      authorizations: [{ ...single, status: "captured", captured: usd(7_000) }],
      invoices: [second, { ...first, status: "captured", captured: usd(7_000) }],
    });
    expect(partsOf(answered)).toMatchObject([{ kind: "authorize_and_capture", amount: usd(13_000) }]);
  });

  it("P10: a person may go past used-up tries and an unmapped answer", () => {
    expect(
      refusalOf(
        shippedOrder({ invoices: [failed({ attemptCount: 9, status: "finally_failed", lastReason: "do_not_honor" })] }),
        byHand,
      ),
    ).toBeNull();
    expect(refusalOf(shippedOrder({ invoices: [failed({ lastReason: "unmapped" })] }), byHand)).toBeNull();
  });

  it("FD-1 P19: a person may not go past fraud or an instrument that must never be tried again", () => {
    const refusedCard = {
      invoices: [failed({ lastReason: "account_closed" })],
      captures: [exampleCapture({ status: "failed" })],
    } as const;
    expect(refusalOf(shippedOrder({ isFraudStopped: true }), byHand)).toBe("order_fraud_stopped");
    expect(refusalOf(shippedOrder(refusedCard), byHand)).toBe("retry_forbidden");
  });

  it("P21: once a fraud stop is lifted a person may capture what no gateway ever refused", () => {
    const stopped = { invoices: [failed({ status: "finally_failed", lastReason: "suspected_fraud" })] } as const;
    expect(refusalOf(shippedOrder(stopped), byHand)).toBeNull();
    expect(refusalOf(shippedOrder(stopped), byHouse)).toBe("too_many_attempts");
  });

  it("FD-1: money that came in on another method meanwhile may be captured", () => {
    const order = shippedOrder({
      methods: [exampleMethod(), exampleMethod({ id: methodId("amex"), token: "pm_amex", sequence: 2 })],
      authorizations: [exampleHold(), exampleHold({ id: holdId("hold-2"), paymentMethodId: methodId("amex") })],
      invoices: [failed({ lastReason: "lost_or_stolen" })],
      captures: [exampleCapture({ status: "failed" })],
    });
    expect(partsOf(order).map(({ paymentMethodId }) => paymentMethodId)).toEqual(["amex"]);
  });

  it("AE-6: after a refusal that only the payer can mend, a new hold may be captured and the old one not", () => {
    const order = shippedOrder({
      authorizations: [exampleHold(), exampleHold({ id: holdId("hold-2") })],
      invoices: [failed({ lastReason: "authentication_required" })],
      captures: [exampleCapture({ status: "failed" })],
    });
    expect(partsOf(order).map((part) => (part.kind === "capture" ? part.authorizationId : part.kind))).toEqual([
      "hold-2",
    ]);
  });

  it("throws on an invoice of another order", () => {
    expect(() => decideCapture(shippedOrder(), invoiceId("foreign"), exampleNow, byHouse)).toThrow(/not of this order/);
  });
});
