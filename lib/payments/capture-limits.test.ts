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
const byHand: CaptureOptions = { ...byHouse, manual: true };
const other = (parts: Parameters<typeof exampleInvoice>[0] = {}) =>
  exampleInvoice({ id: invoiceId("invoice-2"), amount: usd(7_000), ...parts });
const amex = exampleMethod({ id: methodId("amex"), token: "pm_amex", sequence: 2 });
const amexHold = exampleHold({ id: holdId("hold-2"), paymentMethodId: amex.id });
const failed = (parts: Parameters<typeof exampleInvoice>[0] = {}) =>
  exampleInvoice({ status: "failed", attemptCount: 1, ...parts });

function partsOf(order: Order, options = byHouse): readonly CapturePart[] {
  const decision = decideCapture(order, id, exampleNow, options);
  if (!decision.ok) throw new Error(decision.reason);
  return decision.value.parts;
}
const chosen = (order: Order, options = byHouse) =>
  partsOf(order, options).map((part) => [
    part.kind === "capture" ? part.authorizationId : part.paymentMethodId,
    Number(part.amount.amountMinor),
  ]);
const refusalOf = (order: Order, options = byHouse) => captureRefusal(order, id, exampleNow, options);

describe("what stands before a capture", () => {
  it.each([
    ["of a cancelled order", { status: "cancelled" }, "invoice_cancelled"],
    ["I6: money of it is under way", { invoices: [exampleInvoice({ reserved: usd(1) })] }, "capture_in_progress"],
    ["nothing of it is left", { invoices: [exampleInvoice({ captured: usd(20_000) })] }, "already_captured"],
    [
      "W03: another release has shipped, not its own",
      { releases: [exampleRelease({ status: "open" }), exampleRelease({ releaseNo: 2 })] },
      "not_shipped",
    ],
    [
      "P26: it is captured, whatever is still open for it",
      { invoices: [exampleInvoice({ status: "captured", captured: usd(20_000) })], openAttempts: [exampleAttempt()] },
      "already_captured",
    ],
    ["I13: nothing was approved", { approvedTotal: null }, "approval_needed"],
    [
      "X04: its hold is being exchanged",
      { openAttempts: [exampleAttempt({ operation: "renew", obligation: "renew:hold-1" })] },
      "authorize_in_progress",
    ],
    ["P10: it was given up", { invoices: [failed({ status: "finally_failed" })] }, "too_many_attempts"],
  ] as const)("%s", (_title, parts, reason) => {
    expect(refusalOf(shippedOrder(parts as Partial<Order>))).toBe(reason);
  });

  it("I6: an open call for another invoice does not stand in the way, and one unknown call outweighs one under way", () => {
    const attempt = exampleAttempt({ obligation: "capture:invoice-2:visa", isUnconfirmed: true });
    expect(refusalOf(shippedOrder({ openAttempts: [attempt] }))).toBeNull();
    const two = [exampleAttempt(), exampleAttempt({ isUnconfirmed: true })];
    expect(refusalOf(shippedOrder({ openAttempts: two }))).toBe("outcome_unknown");
  });

  it("I13: what other invoices have taken or are about to take counts against what was approved, to the minor unit", () => {
    const order = (approved: number) =>
      shippedOrder({
        total: usd(40_000),
        approvedTotal: usd(approved),
        authorizations: [exampleHold({ amount: usd(40_000), captured: usd(3_000), reserved: usd(2_000) })],
        invoices: [exampleInvoice(), other({ captured: usd(3_000), reserved: usd(2_000), status: "capturing" })],
      });
    expect(refusalOf(order(25_000))).toBeNull();
    expect(refusalOf(order(24_999))).toBe("approval_needed");
  });

  it("P06 P09: the house tries as often as the store says, and a person once more", () => {
    const order = shippedOrder({ invoices: [failed({ attemptCount: 2, lastReason: "do_not_honor" })] });
    expect(refusalOf(order, { ...byHouse, maxAttempts: 3 })).toBeNull();
    expect(refusalOf(order, { ...byHouse, maxAttempts: 2 })).toBe("too_many_attempts");
    expect(refusalOf(order, { ...byHand, maxAttempts: 2 })).toBeNull();
  });

  it("I6: an authorization without an answer on another method does not stand in the way of a new charge", () => {
    const order = shippedOrder({
      methods: [exampleMethod(), amex],
      authorizations: [exampleHold({ status: "expired" }), { ...amexHold, status: "authorize_unconfirmed" }],
    });
    expect(chosen(order)).toEqual([["visa", 20_000]]);
  });

  it("I6: it stands in the way of a new charge on its own method, and not of a capture from the hold that lives", () => {
    const unanswered = exampleHold({ id: holdId("hold-0"), status: "authorize_unconfirmed" });
    expect(chosen(shippedOrder({ authorizations: [exampleHold(), unanswered] }))).toEqual([["hold-1", 20_000]]);
    const split = shippedOrder({
      methods: [exampleMethod(), amex],
      authorizations: [
        { ...amexHold, amount: usd(8_000) },
        exampleHold({ status: "expired", amount: usd(12_000) }),
        unanswered,
      ],
    });
    expect(refusalOf(split)).toBe("outcome_unknown");
  });

  it("PC-1: only a hold that can be captured once is in use; what a lasting one lacks is not on its way", () => {
    const order = (canCaptureAgain: boolean) =>
      shippedOrder({
        authorizations: [exampleHold({ canCaptureAgain, reserved: usd(7_000) })],
        invoices: [exampleInvoice({ amount: usd(13_001) }), other({ reserved: usd(6_999), status: "capturing" })],
      });
    expect(refusalOf(order(false))).toBe("capture_in_progress");
    expect(refusalOf(order(true))).toBe("not_covered");
  });
});

describe("what a refusal bars", () => {
  const dead = { authorizations: [exampleHold({ status: "expired" })] };

  it("X07: a card whose tries are used up is not charged anew, not by a person either, but captured from", () => {
    const barredCharges = new Map([[methodId("visa"), "retry_budget_spent" as const]]);
    for (const who of [byHouse, byHand]) {
      expect(refusalOf(shippedOrder(dead), { ...who, barredCharges })).toBe("retry_budget_spent");
      expect(refusalOf(shippedOrder(), { ...who, barredCharges })).toBeNull();
    }
  });

  it("a failed invoice without a reason bars nothing", () => {
    const order = shippedOrder({ invoices: [failed()], captures: [exampleCapture({ status: "failed" })] });
    expect(chosen(order)).toEqual([["hold-1", 20_000]]);
  });

  it("a reason that an open invoice carries from before bars nothing", () => {
    expect(refusalOf(shippedOrder({ invoices: [exampleInvoice({ lastReason: "lost_or_stolen" })] }))).toBeNull();
  });

  it("AE-6: what only the payer can mend bars the hold that was refused, and every new charge, until a person asks", () => {
    const order = shippedOrder({
      methods: [exampleMethod(), amex],
      authorizations: [exampleHold({ status: "expired" }), amexHold],
      invoices: [failed({ lastReason: "authentication_required" })],
      captures: [exampleCapture({ status: "failed", authorizationId: amexHold.id })],
    });
    expect(refusalOf(order)).toBe("retry_forbidden");
    expect(chosen(order, byHand)).toEqual([["hold-2", 20_000]]);
  });

  it("FD-1: it is the failed captures of this invoice that say which card was refused", () => {
    const order = (capture: Parameters<typeof exampleCapture>[0]) =>
      shippedOrder({
        methods: [exampleMethod(), amex],
        authorizations: [exampleHold(), amexHold],
        invoices: [failed({ lastReason: "lost_or_stolen" })],
        captures: [exampleCapture({ status: "failed" }), exampleCapture({ authorizationId: amexHold.id, ...capture })],
      });
    expect(chosen(order({ status: "captured" }))).toEqual([["hold-2", 20_000]]);
    expect(chosen(order({ status: "failed", invoiceId: invoiceId("invoice-2") }))).toEqual([["hold-2", 20_000]]);
    expect(refusalOf(order({ status: "failed" }))).toBe("retry_forbidden");
  });

  it("FD-1: of an invoice that no capture is known of, every card is barred until a person asks", () => {
    const order = shippedOrder({ invoices: [failed({ lastReason: "lost_or_stolen" })] });
    expect(refusalOf(order)).toBe("retry_forbidden");
    expect(chosen(order, byHand)).toEqual([["hold-1", 20_000]]);
  });

  it("P13: a refusal that says that the hold is gone bars nothing", () => {
    const order = shippedOrder({
      ...dead,
      invoices: [failed({ lastReason: "authorization_expired" })],
      captures: [exampleCapture({ status: "failed" })],
    });
    expect(chosen(order)).toEqual([["visa", 20_000]]);
  });
});

describe("the next method in sequence", () => {
  const toNext: CaptureOptions = { ...byHouse, mayUseOtherMethods: true };
  const refused = (methods: Order["methods"]) =>
    shippedOrder({
      methods,
      invoices: [failed({ lastReason: "insufficient_funds" })],
      captures: [exampleCapture({ status: "failed" })],
    });

  it("P13: by the store's rule the next method is charged, and the refused one left alone", () => {
    expect(partsOf(refused([exampleMethod(), amex]), toNext)).toEqual([
      {
        kind: "authorize_and_capture",
        paymentMethodId: "amex",
        amount: usd(20_000),
        replacesAuthorizationId: null,
        ordinal: 1,
      },
    ]);
    expect(chosen(refused([exampleMethod(), amex]))).toEqual([["hold-1", 20_000]]);
  });

  it("S26: within its limit, the one after it taking the rest", () => {
    const paypal = exampleMethod({ id: methodId("paypal"), sequence: 3 });
    const limited = { ...amex, limit: usd(5_000) };
    expect(chosen(refused([exampleMethod(), limited, paypal]), toNext)).toEqual([
      ["amex", 5_000],
      ["paypal", 15_000],
    ]);
    expect(chosen(refused([exampleMethod(), { ...amex, limit: usd(0) }, paypal]), toNext)).toEqual([
      ["paypal", 20_000],
    ]);
    expect(chosen(refused([exampleMethod(), { ...amex, limit: usd(30_000) }, paypal]), toNext)).toEqual([
      ["amex", 20_000],
    ]);
  });

  it("X07 P14: not one without a token, not one whose charges are barred, and none without leave to charge", () => {
    const only = refused([exampleMethod(), amex]);
    expect(refusalOf(refused([exampleMethod(), { ...amex, token: null }]), toNext)).toBe("retry_forbidden");
    expect(refusalOf(only, { ...toNext, canUseSavedInstrument: false })).toBe("retry_forbidden");
    expect(refusalOf(only, { ...toNext, barredCharges: new Map([[amex.id, "retry_budget_spent" as const]]) })).toBe(
      "retry_forbidden",
    );
  });

  it("S22: one that is part of the plan already is not asked a second time", () => {
    const order = shippedOrder({
      methods: [exampleMethod(), amex],
      authorizations: [exampleHold({ amount: usd(12_000) })],
    });
    expect(chosen(order, toNext)).toEqual([
      ["hold-1", 12_000],
      ["amex", 8_000],
    ]);
    const lost = shippedOrder({ authorizations: [exampleHold({ amount: usd(12_000), status: "expired" })] });
    expect(refusalOf(lost, toNext)).toBe("not_covered");
  });
});

describe("the end of a hold", () => {
  it("PC-1: a capture is final once it empties the hold or completes the order, counting what is under way elsewhere", () => {
    const releases = [exampleRelease(), exampleRelease({ releaseNo: 2 })];
    const isFinal = (parts: Partial<Order>) => {
      const [part] = partsOf(shippedOrder({ releases, ...parts }));
      return part?.kind === "capture" && part.isFinal;
    };
    const small = { invoices: [exampleInvoice({ amount: usd(7_000) })] };
    expect(isFinal({ ...small, authorizations: [exampleHold({ amount: usd(7_000) })] })).toBe(true);
    expect(isFinal({ ...small, authorizations: [exampleHold({ amount: usd(7_001) })] })).toBe(false);
    expect(isFinal({ ...small, authorizations: [exampleHold({ amount: usd(9_000), captured: usd(2_000) })] })).toBe(
      true,
    );
    const elsewhere = (reserved: number) =>
      isFinal({
        methods: [exampleMethod(), amex],
        authorizations: [exampleHold(), { ...amexHold, amount: usd(13_000), reserved: usd(reserved) }],
        invoices: [
          exampleInvoice({ amount: usd(7_000) }),
          other({ releaseNo: 2, amount: usd(13_000), reserved: usd(reserved), status: "capturing" }),
        ],
      });
    expect(elsewhere(13_000)).toBe(true);
    expect(elsewhere(12_999)).toBe(false);
  });

  it("P17: of several lost holds all are charged anew together, and the newest is named", () => {
    const order = shippedOrder({
      authorizations: [
        exampleHold({ amount: usd(12_000), status: "voided", authorizedAt: exampleNow }),
        exampleHold({ id: holdId("hold-0"), amount: usd(8_000), status: "expired", authorizedAt: null }),
      ],
    });
    expect(partsOf(order)).toEqual([
      {
        kind: "authorize_and_capture",
        paymentMethodId: "visa",
        amount: usd(20_000),
        replacesAuthorizationId: "hold-1",
        ordinal: 1,
      },
    ]);
  });

  it("I5: a new charge beside a capture on the same method is the second part of it", () => {
    const order = shippedOrder({
      authorizations: [
        exampleHold({ amount: usd(12_000) }),
        exampleHold({ id: holdId("hold-0"), amount: usd(8_000), status: "expired" }),
      ],
    });
    expect(partsOf(order).map(({ kind, ordinal }) => [kind, ordinal])).toEqual([
      ["capture", 1],
      ["authorize_and_capture", 2],
    ]);
  });
});
