import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyOrder, minor, orderToCapture } from "./any-order.test-data";
import { approvalNeed, decideApprove } from "./approval";
import type { Authorization } from "./authorization";
import { decideAuthorize } from "./authorizing";
import { captureObligationPrefix, decideCapture, invoiceRest, obligationOf } from "./capturing";
import { coverageOf } from "./coverage";
import { exampleNow, invoiceId, usd } from "./example-order";
import { isLive } from "./holds";
import { DAY_MS } from "./instant";
import { add, compare, isPositive, sum, zero } from "./money";
import type { Order } from "./order";
import { decideReprice } from "./repricing";
import { worklistEntries } from "./worklist";

const options = fc.record({ canUseSavedInstrument: fc.boolean(), manual: fc.boolean() });
const always = { numRuns: 2_000 };

function holdOf(order: Order, id: string): Authorization {
  const hold = order.authorizations.find((each) => each.id === id);
  if (hold === undefined) throw new Error("a plan names a hold that the order does not have");
  return hold;
}

describe("coverage", () => {
  it("I3 X01: due is exactly secured + on paper + uncovered, nothing is negative, and the parts add up", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const { due, secured, onPaper, uncovered, excess, parts } = coverageOf(order, exampleNow);
        expect(add(add(secured, onPaper), uncovered)).toEqual(due);
        for (const amount of [due, secured, onPaper, uncovered, excess]) expect(amount.amountMinor >= 0n).toBe(true);
        expect(
          sum(
            "USD",
            parts.map((part) => part.amount),
          ),
        ).toEqual(add(secured, onPaper));
        for (const part of parts) expect(isLive(holdOf(order, part.authorizationId), exampleNow)).toBe(true);
        if (isPositive(uncovered)) expect(excess).toEqual(zero("USD"));
      }),
      always,
    );
  });
});

describe("capturing", () => {
  const plans = (check: (order: Order, parts: Parameters<typeof obligationOf>[0][]) => void) =>
    fc.property(orderToCapture, options, (order, how) => {
      const decision = decideCapture(order, invoiceId("invoice-0"), exampleNow, how);
      if (decision.ok) check(order, [...decision.value.parts]);
    });

  it("the generated orders do lead to plans of both kinds", () => {
    const orders = fc.sample(orderToCapture, { numRuns: 2_000, seed: 7 });
    const kinds = orders.flatMap((order) => {
      const decision = decideCapture(order, invoiceId("invoice-0"), exampleNow, {
        canUseSavedInstrument: true,
        manual: true,
      });
      return decision.ok ? decision.value.parts.map((part) => part.kind) : [];
    });
    expect(kinds.filter((kind) => kind === "capture").length).toBeGreaterThan(100);
    expect(kinds.filter((kind) => kind === "authorize_and_capture").length).toBeGreaterThan(100);
  });

  it("I1: a plan takes exactly the invoice's rest, and never more of a hold than is free on it", () => {
    fc.assert(
      plans((order, parts) => {
        const [invoice] = order.invoices;
        expect(
          sum(
            "USD",
            parts.map((part) => part.amount),
          ),
        ).toEqual(invoice && invoiceRest(invoice));
        for (const part of parts) {
          expect(isPositive(part.amount)).toBe(true);
          if (part.kind !== "capture") continue;
          const hold = holdOf(order, part.authorizationId);
          expect(compare(add(add(hold.captured, hold.reserved), part.amount), hold.amount)).toBeLessThanOrEqual(0);
          expect(isLive(hold, exampleNow)).toBe(true);
        }
      }),
      always,
    );
  });

  it("I13: captured, under way and planned together never exceed what the customer approved", () => {
    fc.assert(
      plans((order, parts) => {
        const captured = sum(
          "USD",
          order.authorizations.map((hold) => hold.captured),
        );
        const planned = sum(
          "USD",
          parts.map((part) => part.amount),
        );
        expect(order.approvedTotal !== null && compare(add(captured, planned), order.approvedTotal) <= 0).toBe(true);
      }),
      always,
    );
  });

  it("P19 I14 I6: no plan on a fraud-stopped order, nor beside an open call for the same invoice", () => {
    fc.assert(
      plans((order) => {
        expect(order.isFraudStopped).toBe(false);
        for (const attempt of order.openAttempts)
          expect(attempt.obligation.startsWith(captureObligationPrefix(invoiceId("invoice-0")))).toBe(false);
      }),
      always,
    );
  });

  it("I5: the parts of one plan never share an obligation", () => {
    fc.assert(
      plans((_order, parts) => {
        const obligations = parts.map((part) => obligationOf(part, invoiceId("invoice-0")));
        expect(new Set(obligations).size).toBe(obligations.length);
      }),
      always,
    );
  });
});

describe("authorizing", () => {
  it("I3 I13: asks for no more than is missing, and alone for no more than was approved", () => {
    fc.assert(
      fc.property(anyOrder, fc.constantFrom("customer" as const, "merchant" as const), (order, initiator) => {
        const decision = decideAuthorize(order, exampleNow, { initiator });
        if (!decision.ok) return;
        expect(order.isFraudStopped).toBe(false);
        const { uncovered, captured } = coverageOf(order, exampleNow);
        const asked = sum(
          "USD",
          decision.value.parts.map((part) => part.amount),
        );
        expect(add(asked, decision.value.uncovered)).toEqual(uncovered);
        if (initiator === "merchant" && order.approvedTotal !== null) {
          expect(compare(add(captured, asked), order.approvedTotal)).toBeLessThanOrEqual(0);
        }
      }),
      always,
    );
  });
});

describe("approval", () => {
  it("H33 H08: a price at or below the approved one never needs the customer for its sake, one above always does", () => {
    fc.assert(
      fc.property(anyOrder, minor.map(usd), (order, total) => {
        const need = approvalNeed(order, total);
        const isAbove = order.approvedTotal !== null && compare(total, order.approvedTotal) > 0;
        expect(need.needed && need.reason !== "authorization_expired").toBe(isAbove);
        if (need.needed) expect(add(need.previousAmount, need.difference)).toEqual(need.amount);
        const repriced = decideReprice(order, total);
        if (repriced.ok) expect(repriced.value.needsApproval).toBe(isAbove);
      }),
      always,
    );
  });

  it("I13 I14: an approval only ever takes effect on the very amount shown, asked for and due", () => {
    fc.assert(
      fc.property(anyOrder, minor.map(usd), fc.boolean(), (order, other, isTrue) => {
        const request = order.approval;
        if (request === null) return;
        const asked = isTrue ? { ...request, amount: order.total } : request;
        const shown = isTrue ? order.total : other;
        const decision = decideApprove({ ...order, approval: asked }, asked, shown, exampleNow);
        if (!decision.ok) return;
        expect([shown, asked.amount]).toEqual([order.total, order.total]);
        expect(order.isFraudStopped).toBe(false);
        expect(asked.expiresAt > exampleNow).toBe(true);
      }),
      always,
    );
  });
});

describe("worklists", () => {
  it("P19 I14: a fraud-stopped order is never offered a step that moves money or writes to its customer", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        for (const entry of worklistEntries({ ...order, isFraudStopped: true }, exampleNow, { soonMs: 3 * DAY_MS })) {
          expect(["review", "resync", "none"]).toContain(entry.step);
        }
      }),
      always,
    );
  });

  it("H04 I18: one entry per list, reason and subject, no negative amount, and nothing uncovered goes unseen", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const entries = worklistEntries(order, exampleNow, { soonMs: 3 * DAY_MS });
        const keys = entries.map(({ list, reason, subjectId }) => `${list} ${reason} ${subjectId}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const entry of entries) expect(entry.amount.amountMinor >= 0n).toBe(true);
        const { uncovered } = coverageOf(order, exampleNow);
        if (order.status === "confirmed" && isPositive(uncovered))
          expect(entries.some(({ list }) => list === "unpaid")).toBe(true);
        for (const entry of entries.filter(({ list }) => list !== "unpaid" && list !== "unapplied-money")) {
          expect(entries).toContainEqual({ ...entry, list: "unpaid" });
        }
      }),
      always,
    );
  });

  it("P04: failed-captures holds exactly the failed invoices for which nothing is under way", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const listed = worklistEntries(order, exampleNow, { soonMs: 3 * DAY_MS }).filter(
          ({ list }) => list === "failed-captures",
        );
        const isClosed = ["cancelled", "replaced", "completed"].includes(order.status);
        const failed = order.invoices.filter(
          ({ id, status }) =>
            (status === "failed" || status === "finally_failed") &&
            !order.openAttempts.some(({ obligation }) => obligation.startsWith(captureObligationPrefix(id))),
        );
        expect(listed.map(({ subjectId }) => subjectId)).toEqual(isClosed ? [] : failed.map(({ id }) => id));
      }),
      always,
    );
  });
});
