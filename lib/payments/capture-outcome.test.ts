import { describe, expect, it } from "vitest";
import {
  applyCaptureOutcome,
  captureAfter,
  holdEventAfterCapture,
  invoiceAfter,
  orderEventAfterCapture,
} from "./capture-outcome";
import { captureStatuses, invoiceStatuses } from "./capture-state";
import { houseReasons } from "./decline-reasons";
import { exampleCapture, exampleHold, exampleInvoice, exampleOrder, shippedOrder, usd } from "./example-order";
import type { OutcomeKind } from "./gateway";

const invoice = exampleInvoice({ status: "capturing", reserved: usd(20_000), attemptCount: 1 });
const capture = exampleCapture();
const outcomes: readonly OutcomeKind[] = ["succeeded", "pending", "declined", "rejected", "not_sent", "unconfirmed"];

describe("the six outcomes of a capture", () => {
  it.each([
    [
      "P23 P25: succeeded",
      "succeeded",
      null,
      {
        captureEvent: "capture_succeeded",
        invoiceEvent: "capture_succeeded",
        releaseReservation: true,
        isCaptured: true,
        after: "done",
      },
    ],
    [
      "X05: accepted is not captured",
      "pending",
      null,
      {
        captureEvent: "capture_accepted",
        invoiceEvent: null,
        releaseReservation: false,
        isCaptured: false,
        after: "enquire",
      },
    ],
    [
      "P03: declined",
      "declined",
      "do_not_honor",
      { captureEvent: "capture_failed", invoiceEvent: "capture_failed", releaseReservation: true, after: "recover" },
    ],
    [
      "P03: rejected",
      "rejected",
      "invalid_request",
      { captureEvent: "capture_failed", invoiceEvent: "capture_failed", releaseReservation: true, after: "recover" },
    ],
    [
      "DC-6: not sent",
      "not_sent",
      null,
      { captureEvent: null, invoiceEvent: null, releaseReservation: false, after: "run_again" },
    ],
    [
      "UN-1: unconfirmed",
      "unconfirmed",
      null,
      {
        captureEvent: "capture_unconfirmed",
        invoiceEvent: "capture_unconfirmed",
        releaseReservation: false,
        after: "enquire",
      },
    ],
  ] as const)("%s", (_title, kind, reason, effect) => {
    expect(applyCaptureOutcome(invoice, capture, kind, reason)).toMatchObject({
      ...effect,
      isReversed: false,
      isContradiction: false,
    });
  });

  it("P13 P14: what the refusal says about the hold is an event of the hold", () => {
    expect(applyCaptureOutcome(invoice, capture, "rejected", "authorization_expired").holdEvent).toBe("expired");
    expect(applyCaptureOutcome(invoice, capture, "rejected", "authorization_voided").holdEvent).toBe("void_succeeded");
    expect(applyCaptureOutcome(invoice, capture, "declined", "insufficient_funds").holdEvent).toBeNull();
  });

  it("P09 P18: given up when tries are used up or the reason forbids another", () => {
    expect(applyCaptureOutcome({ ...invoice, attemptCount: 3 }, capture, "declined", "do_not_honor").invoiceEvent).toBe(
      "capture_failed",
    );
    expect(applyCaptureOutcome({ ...invoice, attemptCount: 4 }, capture, "declined", "do_not_honor").invoiceEvent).toBe(
      "given_up",
    );
    expect(applyCaptureOutcome(invoice, capture, "declined", "suspected_fraud").invoiceEvent).toBe("given_up");
  });

  it("P23: a part that succeeds waits for its sibling, and opens the invoice again when it was the last", () => {
    const half = exampleCapture({ amount: usd(8_000) });
    expect(applyCaptureOutcome(invoice, half, "succeeded", null).invoiceEvent).toBeNull();
    expect(applyCaptureOutcome({ ...invoice, reserved: usd(8_000) }, half, "succeeded", null).invoiceEvent).toBe(
      "capture_partly_succeeded",
    );
    const rest = { ...invoice, captured: usd(12_000), reserved: usd(8_000) };
    expect(applyCaptureOutcome(rest, half, "succeeded", null).invoiceEvent).toBe("capture_succeeded");
    const marked = { ...invoice, status: "failed", reserved: usd(8_000) } as const;
    expect(applyCaptureOutcome(marked, half, "succeeded", null)).toMatchObject({
      invoiceEvent: null,
      isCaptured: true,
      isContradiction: false,
    });
  });

  it("P23 I6: of an invoice that another part has marked, one more silence or refusal marks nothing", () => {
    const silent = { ...invoice, status: "unconfirmed", reserved: usd(8_000) } as const;
    const half = exampleCapture({ amount: usd(8_000) });
    expect(applyCaptureOutcome(silent, half, "succeeded", null).invoiceEvent).toBe("capture_partly_succeeded");
    const effectOn = (parts: Partial<typeof invoice>, kind: OutcomeKind) => {
      const { captureEvent, invoiceEvent, isContradiction } = applyCaptureOutcome(
        { ...invoice, ...parts },
        capture,
        kind,
        kind === "declined" ? "do_not_honor" : null,
      );
      return [captureEvent, invoiceEvent, isContradiction];
    };
    expect(effectOn({ status: "failed" }, "unconfirmed")).toEqual(["capture_unconfirmed", null, false]);
    expect(effectOn({ status: "failed" }, "declined")).toEqual(["capture_failed", null, false]);
    expect(effectOn({ status: "failed", attemptCount: 4 }, "declined")).toEqual(["capture_failed", "given_up", false]);
    expect(effectOn({ status: "finally_failed" }, "declined")).toEqual(["capture_failed", null, false]);
    expect(effectOn({ status: "finally_failed", attemptCount: 4 }, "declined")).toEqual([
      "capture_failed",
      null,
      false,
    ]);
  });

  it("I11: an answer that the invoice's status excludes is shown to a person", () => {
    const effectOn = (status: (typeof invoiceStatuses)[number], kind: OutcomeKind) =>
      applyCaptureOutcome({ ...invoice, status, attemptCount: 4 }, capture, kind, null);
    expect(effectOn("failed", "succeeded")).toMatchObject({
      captureEvent: "capture_succeeded",
      invoiceEvent: null,
      isCaptured: true,
      releaseReservation: true,
      isContradiction: true,
    });
    expect(effectOn("cancelled", "declined")).toMatchObject({ invoiceEvent: null, isContradiction: true });
    expect(effectOn("captured", "declined")).toMatchObject({ invoiceEvent: null, isContradiction: true });
  });

  it("I11: accepted is old news once it is accepted or captured, and a contradiction after a definite no", () => {
    const isContradiction = (status: (typeof captureStatuses)[number], kind: OutcomeKind) =>
      applyCaptureOutcome(invoice, exampleCapture({ status }), kind, null).isContradiction;
    expect(captureStatuses.filter((status) => isContradiction(status, "pending"))).toEqual(["failed"]);
    expect(captureStatuses.filter((status) => isContradiction(status, "succeeded"))).toEqual(["failed"]);
    expect(captureStatuses.filter((status) => isContradiction(status, "declined"))).toEqual([]);
    expect(captureStatuses.filter((status) => isContradiction(status, "unconfirmed"))).toEqual([]);
  });

  it("P26 I11: the same answer twice changes nothing", () => {
    const done = exampleCapture({ status: "captured" });
    const paid = exampleInvoice({ status: "captured", captured: usd(20_000) });
    expect(applyCaptureOutcome(paid, done, "succeeded", null)).toMatchObject({
      captureEvent: null,
      invoiceEvent: null,
      isCaptured: false,
      isContradiction: false,
    });
    expect(
      applyCaptureOutcome(invoice, exampleCapture({ status: "failed" }), "declined", "do_not_honor"),
    ).toMatchObject({ captureEvent: null, isContradiction: false });
  });

  it("I7: late silence never weakens a definite answer, and a late success after a definite no is shown to a person", () => {
    for (const status of ["captured", "failed"] as const) {
      const late = applyCaptureOutcome(invoice, exampleCapture({ status }), "unconfirmed", null);
      expect(late).toMatchObject({ captureEvent: null, invoiceEvent: null, isContradiction: false });
    }
    expect(applyCaptureOutcome(invoice, exampleCapture({ status: "failed" }), "succeeded", null).isContradiction).toBe(
      true,
    );
  });

  it("X05: a late refusal takes captured money back without releasing a reservation that is gone", () => {
    const paid = exampleInvoice({ status: "captured", captured: usd(20_000), attemptCount: 4 });
    expect(applyCaptureOutcome(paid, exampleCapture({ status: "captured" }), "declined", "do_not_honor")).toMatchObject(
      {
        captureEvent: "capture_failed",
        invoiceEvent: "capture_failed",
        releaseReservation: false,
        isReversed: true,
      },
    );
  });

  it("whatever is asked, no event is returned that the tables forbid", () => {
    for (const invoiceStatus of invoiceStatuses)
      for (const captureStatus of captureStatuses)
        for (const kind of outcomes)
          for (const reason of [null, ...houseReasons]) {
            const effect = applyCaptureOutcome(
              { ...invoice, status: invoiceStatus },
              exampleCapture({ status: captureStatus }),
              kind,
              reason,
            );
            if (effect.captureEvent !== null) expect(captureAfter(captureStatus, effect.captureEvent)).toBeDefined();
            if (effect.invoiceEvent !== null) expect(invoiceAfter(invoiceStatus, effect.invoiceEvent)).toBeDefined();
            if (kind === "not_sent" || kind === "pending" || kind === "unconfirmed")
              expect(effect.releaseReservation).toBe(false);
            expect(effect.isCaptured && effect.captureEvent !== "capture_succeeded").toBe(false);
          }
  });
});

describe("what a capture does to its hold and order", () => {
  it("PC-1: the hold is spent when nothing is left or the capture was final", () => {
    expect(holdEventAfterCapture(exampleHold(), usd(20_000), false)).toBe("fully_captured");
    expect(holdEventAfterCapture(exampleHold(), usd(8_000), false)).toBeNull();
    expect(holdEventAfterCapture(exampleHold({ captured: usd(12_000) }), usd(8_000), false)).toBe("fully_captured");
    expect(holdEventAfterCapture(exampleHold(), usd(8_000), true)).toBe("fully_captured");
  });

  it("W06: an order is done when all has shipped and every invoice is captured", () => {
    const paid = {
      authorizations: [exampleHold({ status: "captured", captured: usd(20_000) })],
      invoices: [exampleInvoice({ status: "captured", captured: usd(20_000) })],
    } as const;
    expect(orderEventAfterCapture(shippedOrder(paid))).toBe("fully_captured");
    expect(orderEventAfterCapture(shippedOrder())).toBeNull();
    expect(orderEventAfterCapture(exampleOrder(paid))).toBeNull();
    expect(orderEventAfterCapture(shippedOrder({ ...paid, status: "completed" }))).toBeNull();
    const [captured] = paid.invoices;
    const another = (status: (typeof invoiceStatuses)[number]) => [captured, exampleInvoice({ status })];
    expect(orderEventAfterCapture(shippedOrder({ ...paid, invoices: another("cancelled") }))).toBe("fully_captured");
    expect(orderEventAfterCapture(shippedOrder({ ...paid, invoices: another("failed") }))).toBeNull();
    expect(orderEventAfterCapture(shippedOrder({ ...paid, total: usd(20_001) }))).toBeNull();
  });

  it("X05: a late refusal reopens a completed order", () => {
    expect(
      orderEventAfterCapture(shippedOrder({ status: "completed", invoices: [exampleInvoice({ status: "failed" })] })),
    ).toBe("capture_reopened");
  });
});
