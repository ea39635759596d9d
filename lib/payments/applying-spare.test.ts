import { describe, expect, it } from "vitest";
import { planSpare } from "./applying-spare";
import { exampleCapture, exampleHold, exampleInvoice, exampleNow, exampleOrder, usd } from "./example-order";
import type { OrderId } from "./ids";
import type { Order } from "./order";

const giver = (minor = 20_000, parts: Partial<Order> = {}) =>
  exampleOrder({
    status: "replaced",
    captures: [exampleCapture({ status: "captured", amount: usd(minor) })],
    ...parts,
  });
const other = (name: string, parts: Partial<Order> = {}) =>
  exampleOrder({ id: name as OrderId, orderNumber: name, ...parts });
const owing = (name: string, minor: number, parts: Partial<Order> = {}) =>
  other(name, { status: "shipped", invoices: [exampleInvoice({ status: "failed", amount: usd(minor) })], ...parts });
const plan = (from: Order, ...others: Order[]) => {
  const result = planSpare(from, others, exampleNow);
  if (!result.ok) return result.reason;
  return result.value.parts.map(({ order, invoice, amount }) => [
    order.orderNumber,
    invoice ? "owed" : "ahead",
    Number(amount.amountMinor),
  ]);
};

describe("planSpare", () => {
  it("I18 PR-5: what is owed comes first, whichever order owes it; what is left pays ahead, the oldest first", () => {
    expect(plan(giver(), other("B"), owing("C", 3_000), other("D"))).toEqual([
      ["C", "owed", 3_000],
      ["B", "ahead", 17_000],
    ]);
    expect(plan(giver(30_000), other("B"), owing("C", 3_000), other("D"))).toEqual([
      ["C", "owed", 3_000],
      ["B", "ahead", 20_000],
      ["D", "ahead", 7_000],
    ]);
    expect(plan(giver(2_000), other("B"), owing("C", 3_000))).toEqual([["C", "owed", 2_000]]);
  });

  it("I3: an order that owes a part and waits with the rest takes no more than its total, also where it has money that no invoice asked for", () => {
    const partly = owing("B", 5_000, { status: "confirmed" });
    expect(plan(giver(50_000), partly)).toEqual([
      ["B", "owed", 5_000],
      ["B", "ahead", 15_000],
    ]);
    const found = { ...partly, authorizations: [exampleHold({ captured: usd(12_000) })] };
    expect(plan(giver(50_000), found)).toEqual([
      ["B", "owed", 5_000],
      ["B", "ahead", 3_000],
    ]);
  });

  it("I6 I14: a call that is out, a fraud stop and an ended order take nothing", () => {
    const busy = owing("B", 5_000, { invoices: [exampleInvoice({ status: "failed", reserved: usd(1) })] });
    expect(plan(giver(), busy)).toBe("nothing_due");
    expect(plan(giver(), owing("B", 5_000, { invoices: [exampleInvoice({ status: "capturing" })] }))).toBe(
      "nothing_due",
    );
    expect(plan(giver(), owing("B", 5_000, { isFraudStopped: true }))).toBe("nothing_due");
    expect(plan(giver(), owing("B", 5_000, { status: "cancelled" }))).toBe("nothing_due");
    expect(plan(giver(), owing("B", 5_000, { invoices: [exampleInvoice({ captured: usd(20_000) })] }))).toBe(
      "nothing_due",
    );
  });

  it("I18: says what stands in the way, and nothing where something could be moved", () => {
    const stopped = other("C", { isFraudStopped: true });
    expect(plan(giver(), other("B", { status: "completed" }), stopped)).toBe("order_fraud_stopped");
    expect(plan(giver(), stopped, other("B"))).toEqual([["B", "ahead", 20_000]]);
    expect(plan(giver())).toBe("nothing_due");
    expect(plan(giver(20_000, { isFraudStopped: true }), other("B"))).toBe("order_fraud_stopped");
    expect(plan(exampleOrder(), other("B"))).toBe("nothing_spare");
  });

  it.each(["open", "failed", "finally_failed"] as const)("PR-5: an invoice that is %s is owed", (status) => {
    const order = owing("B", 5_000, { invoices: [exampleInvoice({ status, amount: usd(5_000) })] });
    expect(plan(giver(), order)).toEqual([["B", "owed", 5_000]]);
  });
});
