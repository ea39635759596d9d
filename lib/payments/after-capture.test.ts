import { describe, expect, it } from "vitest";
import { withCaptureSucceeded, withCapturesRequested } from "./after-capture";
import {
  exampleAttempt,
  exampleCapture,
  exampleHold,
  exampleInvoice,
  exampleNow,
  holdId,
  invoiceId,
  shippedOrder,
  usd,
} from "./example-order";
import type { AttemptId, CaptureId } from "./ids";

const other = exampleInvoice({ id: invoiceId("invoice-2"), amount: usd(1_000) });
const untouched = exampleHold({ id: holdId("hold-3") });
const order = shippedOrder({
  authorizations: [
    exampleHold({ captured: usd(500), reserved: usd(100) }),
    exampleHold({ id: holdId("hold-2"), amount: usd(8_000) }),
    untouched,
  ],
  invoices: [exampleInvoice({ reserved: usd(100), attemptCount: 1, nextAttemptAt: exampleNow }), other],
  captures: [exampleCapture({ id: "capture-0" as CaptureId, amount: usd(100) })],
  openAttempts: [exampleAttempt({ id: "attempt-0" as AttemptId })],
});
const asked = (id: string, hold: string, amount: number) => ({
  attemptId: `attempt-${id}` as AttemptId,
  captureId: `capture-${id}` as CaptureId,
  authorizationId: holdId(hold),
  obligation: `capture:invoice-1:${id}`,
  amount: usd(amount),
});
const requested = withCapturesRequested(order, invoiceId("invoice-1"), {
  attemptNo: 2,
  captures: [asked("1", "hold-1", 11_900), asked("2", "hold-2", 8_000)],
  now: exampleNow,
});

describe("an order once its captures were asked for", () => {
  it("I1 I6: the amounts are reserved on their holds and their invoice, and the calls are open", () => {
    const capture = { invoiceId: invoiceId("invoice-1"), status: "requested", capturedAt: null } as const;
    expect(requested).toEqual({
      ...order,
      authorizations: [
        { ...order.authorizations[0], reserved: usd(12_000) },
        { ...order.authorizations[1], reserved: usd(8_000) },
        untouched,
      ],
      invoices: [
        { ...order.invoices[0], status: "capturing", reserved: usd(20_000), attemptCount: 2, nextAttemptAt: null },
        other,
      ],
      captures: [
        ...order.captures,
        exampleCapture({ ...capture, amount: usd(11_900) }),
        exampleCapture({
          ...capture,
          id: "capture-2" as CaptureId,
          authorizationId: holdId("hold-2"),
          amount: usd(8_000),
        }),
      ],
      openAttempts: [
        ...order.openAttempts,
        exampleAttempt({ obligation: "capture:invoice-1:1", amount: usd(11_900) }),
        exampleAttempt({ id: "attempt-2" as AttemptId, obligation: "capture:invoice-1:2", amount: usd(8_000) }),
      ],
    });
  });
});

describe("an order once a capture came through", () => {
  const done = (isFinal: boolean, number = "1") =>
    withCaptureSucceeded(
      { ...requested, invoices: requested.invoices.map((each) => ({ ...each, lastReason: "do_not_honor" })) },
      {
        attemptId: `attempt-${number}`,
        captureId: `capture-${number}` as CaptureId,
        invoiceStatus: "capturing",
        isFinal,
        now: exampleNow,
      },
    );

  it("I1 P23: what was reserved is captured, on the hold and the invoice that it came from, and the call is no longer open", () => {
    expect(done(false)).toEqual({
      ...requested,
      authorizations: [
        { ...requested.authorizations[0], captured: usd(12_400), reserved: usd(100) },
        requested.authorizations[1],
        untouched,
      ],
      invoices: [
        { ...requested.invoices[0], captured: usd(11_900), reserved: usd(8_100), lastReason: null },
        { ...other, lastReason: "do_not_honor" },
      ],
      captures: requested.captures.map((each) =>
        each.id === "capture-1" ? { ...each, status: "captured", capturedAt: exampleNow } : each,
      ),
      openAttempts: requested.openAttempts.filter(({ id }) => id !== "attempt-1"),
    });
  });

  it("PC-1: the hold is spent by its last cent, or by a capture that was to be the last", () => {
    expect(done(true).authorizations.map(({ status }) => status)).toEqual(["captured", "authorized", "authorized"]);
    expect(done(false, "2").authorizations.map(({ status }) => status)).toEqual([
      "authorized",
      "captured",
      "authorized",
    ]);
  });

  it("throws on a capture of another order", () => {
    expect(() => done(false, "9")).toThrow(/has no capture/);
  });
});
