import { describe, expect, it } from "vitest";
import { exampleCapture, exampleInvoice, exampleOrder, usd } from "./example-order";
import { needlessPrepaid, spareDeadline, spareOf } from "./spare-money";

const captured = exampleCapture({ status: "captured", amount: usd(20_000) });

describe("spareOf", () => {
  it("I9: a cancelled or replaced order is to keep nothing that was captured", () => {
    expect(spareOf(exampleOrder({ status: "cancelled", captures: [captured] }))).toEqual(usd(20_000));
    expect(spareOf(exampleOrder({ status: "replaced", captures: [captured] }))).toEqual(usd(20_000));
  });

  it("I18: a live order keeps its total, and what exceeds it is spare", () => {
    expect(spareOf(exampleOrder({ status: "shipped", captures: [captured] }))).toEqual(usd(0));
    expect(spareOf(exampleOrder({ status: "shipped", total: usd(15_000), captures: [captured] }))).toEqual(usd(5_000));
    const applied = exampleOrder({ status: "shipped", appliedIn: usd(300), captures: [captured] });
    expect(spareOf(applied)).toEqual(usd(300));
  });

  it("I2 FD-3: money that went back, is on its way back, is disputed or pays for another order is not kept", () => {
    const parts = { refunded: usd(1), refundReserved: usd(20), disputed: usd(300), applied: usd(4_000) };
    const order = exampleOrder({ status: "cancelled", captures: [{ ...captured, ...parts }] });
    expect(spareOf(order)).toEqual(usd(20_000 - 4_321));
  });

  it("I9 PR-5: an order that has ended keeps nothing that it was paid ahead either", () => {
    const paid = { appliedIn: usd(7_000), prepaid: usd(5_000), captures: [captured] };
    expect(spareOf(exampleOrder({ status: "cancelled", ...paid }))).toEqual(usd(25_000));
    expect(spareOf(exampleOrder({ status: "replaced", ...paid }))).toEqual(usd(25_000));
    expect(needlessPrepaid(exampleOrder({ status: "replaced", ...paid }))).toEqual(usd(5_000));
  });

  it("I18 PR-5: of a live one, what it can still ship is needed, and only what exceeds it is spare", () => {
    const ahead = { appliedIn: usd(20_000), prepaid: usd(20_000) };
    expect(spareOf(exampleOrder(ahead))).toEqual(usd(0));
    expect(spareOf(exampleOrder({ ...ahead, total: usd(12_000) }))).toEqual(usd(8_000));
    const invoices = [exampleInvoice({ amount: usd(5_000) })];
    expect(needlessPrepaid(exampleOrder({ ...ahead, invoices }))).toEqual(usd(5_000));
    expect(needlessPrepaid(exampleOrder({ ...ahead, invoices, total: usd(4_000) }))).toEqual(usd(20_000));
    expect(needlessPrepaid(exampleOrder({ ...ahead, invoices: [exampleInvoice({ status: "cancelled" })] }))).toEqual(
      usd(0),
    );
  });

  it("I18: a refund of goods that shipped hides nothing of what was paid ahead for goods that no longer ship", () => {
    const back = exampleCapture({ status: "captured", amount: usd(4_000), refunded: usd(4_000) });
    const invoices = [exampleInvoice({ amount: usd(4_000), captured: usd(4_000), status: "captured" })];
    const order = { appliedIn: usd(6_000), prepaid: usd(6_000), total: usd(7_000), captures: [back], invoices };
    expect(spareOf(exampleOrder(order))).toEqual(usd(3_000));
  });

  it("I9: a capture that failed or is still under way is no money", () => {
    const captures = [exampleCapture({ status: "failed" }), exampleCapture({ status: "requested" })];
    expect(spareOf(exampleOrder({ status: "cancelled", captures }))).toEqual(usd(0));
  });

  it("I18: there are seven days to decide", () => {
    const order = exampleOrder();
    expect(spareDeadline(order.placedAt) - order.placedAt).toBe(7 * 86_400_000);
  });
});
