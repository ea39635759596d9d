import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOrder, minor } from "./any-order.test-data";
import { coverageOf } from "./coverage";
import {
  exampleApproval,
  exampleAttempt,
  exampleHold,
  exampleInvoice,
  exampleNow,
  exampleOrder,
  holdId,
  methodId,
  usd,
} from "./example-order";
import { add, compare } from "./money";
import type { Order } from "./order";
import { decidePayAhead, needlessHolds, takePrepaid } from "./paying-ahead";
import { invoicedOf } from "./spare-money";

const ahead = (parts: Partial<Order>) => {
  const decision = decidePayAhead(exampleOrder(parts), exampleNow);
  return decision.ok ? Number(decision.value.amountMinor) : decision.reason;
};

describe("decidePayAhead", () => {
  it("PR-5 I18: all that is due may be paid ahead, also what a hold secures", () => {
    expect(ahead({})).toBe(20_000);
    expect(ahead({ authorizations: [exampleHold()] })).toBe(20_000);
  });

  it("I3: never beyond the total: what was paid ahead or captured before counts", () => {
    expect(ahead({ appliedIn: usd(15_000), prepaid: usd(15_000) })).toBe(5_000);
    expect(ahead({ appliedIn: usd(20_000), prepaid: usd(20_000) })).toBe("nothing_due");
    expect(ahead({ authorizations: [exampleHold({ captured: usd(17_000) })] })).toBe(3_000);
  });

  it("I6: what an invoice asks for is not paid ahead: its own capture may be under way", () => {
    expect(ahead({ invoices: [exampleInvoice({ amount: usd(12_000) })] })).toBe(8_000);
    expect(ahead({ invoices: [exampleInvoice({ amount: usd(12_000), status: "cancelled" })] })).toBe(20_000);
  });

  it("I13: no more than the customer has agreed to, and nothing before that", () => {
    expect(ahead({ total: usd(30_000) })).toBe(20_000);
    expect(ahead({ total: usd(15_000) })).toBe(15_000);
    expect(ahead({ approvedTotal: null })).toBe("nothing_due");
  });

  it.each(["draft", "proposed", "shipped", "completed", "cancelled", "replaced"] as const)(
    "PR-5: a %s order has nothing that could be paid ahead",
    (status) => {
      expect(ahead({ status })).toBe("nothing_due");
    },
  );

  it("I14 I6: not for fraud, nor while its customer is paying or a hold is being asked for", () => {
    expect(ahead({ isFraudStopped: true })).toBe("order_fraud_stopped");
    expect(ahead({ approval: exampleApproval({ status: "approving" }) })).toBe("approval_in_progress");
    expect(ahead({ approval: exampleApproval({ status: "opened" }) })).toBe(20_000);
    expect(ahead({ authorizations: [exampleHold({ status: "authorize_unconfirmed" })] })).toBe("authorize_in_progress");
    for (const operation of ["authorize", "authorize_and_capture", "increase", "renew"] as const)
      expect(ahead({ openAttempts: [exampleAttempt({ operation })] })).toBe("authorize_in_progress");
    expect(ahead({ openAttempts: [exampleAttempt({ operation: "capture" })] })).toBe(20_000);
  });

  it("I3 I13: of any order, paid ahead and invoiced never exceed what it is worth and what was agreed to", () => {
    fc.assert(
      fc.property(anyOrder, minor, (any, prepaid) => {
        const order = { ...any, prepaid: usd(prepaid), appliedIn: usd(prepaid) };
        const decision = decidePayAhead(order, exampleNow);
        if (!decision.ok) return;
        const all = add(add(invoicedOf(order), order.prepaid), decision.value);
        expect(compare(all, order.total)).toBeLessThanOrEqual(0);
        expect(compare(all, order.approvedTotal ?? usd(0))).toBeLessThanOrEqual(0);
        const after = { ...order, appliedIn: add(order.appliedIn, decision.value) };
        const [was, is] = [coverageOf(order, exampleNow), coverageOf(after, exampleNow)];
        expect(is.due).toEqual(usd(was.due.amountMinor - decision.value.amountMinor));
      }),
    );
  });
});

describe("takePrepaid", () => {
  it("PR-5: goods that ship take what was paid ahead first, and need nothing captured where it suffices", () => {
    const order = exampleOrder({ prepaid: usd(15_000) });
    expect(takePrepaid(order, usd(10_000))).toEqual({ taken: usd(10_000), isPaid: true });
    expect(takePrepaid(order, usd(15_000))).toEqual({ taken: usd(15_000), isPaid: true });
    expect(takePrepaid(order, usd(15_001))).toEqual({ taken: usd(15_000), isPaid: false });
  });

  it("PR-5: without such money everything is as it was, also for goods that cost nothing", () => {
    expect(takePrepaid(exampleOrder(), usd(10_000))).toEqual({ taken: usd(0), isPaid: false });
    expect(takePrepaid(exampleOrder(), usd(0))).toEqual({ taken: usd(0), isPaid: false });
  });
});

describe("needlessHolds", () => {
  const holds = [
    exampleHold({ id: holdId("a"), amount: usd(8_000) }),
    exampleHold({ id: holdId("b"), amount: usd(12_000) }),
  ];
  const needless = (minorAhead: number, authorizations = holds) =>
    needlessHolds(exampleOrder({ appliedIn: usd(minorAhead), authorizations }), exampleNow).map(({ id }) => id);

  it("I8: holds that nothing due needs are let go of; one that is needed in part stays", () => {
    expect(needless(0)).toEqual([]);
    expect(needless(11_999)).toEqual([]);
    expect(needless(12_000)).toEqual(["b"]);
    expect(needless(20_000)).toEqual(["a", "b"]);
  });

  it("I6: not while a capture from it is under way", () => {
    expect(needless(20_000, [exampleHold({ id: holdId("a"), reserved: usd(1) })])).toEqual([]);
    expect(needless(20_000, [exampleHold({ id: holdId("a"), paymentMethodId: methodId("gone") })])).toEqual([]);
  });
});
