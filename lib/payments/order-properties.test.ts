import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { approvalNeed, decideApprove } from "./approval";
import { approvalStatuses } from "./approval-state";
import type { Authorization } from "./authorization";
import { authorizationStatuses } from "./authorization-state";
import { decideAuthorize } from "./authorizing";
import { invoiceStatuses } from "./capture-state";
import { captureObligationPrefix, decideCapture, invoiceRest, obligationOf } from "./capturing";
import { coverageOf } from "./coverage";
import { houseReasons } from "./decline-reasons";
import {
  exampleApproval,
  exampleAttempt,
  exampleHold,
  exampleInvoice,
  exampleMethod,
  exampleNow,
  exampleOrder,
  exampleRelease,
  holdId,
  invoiceId,
  methodId,
  usd,
} from "./example-order";
import { isLive } from "./holds";
import { DAY_MS, later } from "./instant";
import { add, compare, isPositive, smaller, sum, zero } from "./money";
import type { Order } from "./order";
import { orderStatuses } from "./order-state";
import { decideReprice } from "./repricing";
import { worklistEntries } from "./worklist";

const minor = fc.bigInt({ min: 0n, max: 30_000n });
const days = fc.integer({ min: -5, max: 40 }).map((count) => later(exampleNow, count * DAY_MS));
const names = ["a", "b", "c"] as const;

/** A hold as the database would allow it: captured and under way never exceed its amount. */
const anyHold = fc
  .record({
    paymentMethodId: fc.constantFrom(...names).map(methodId),
    status: fc.oneof(
      { arbitrary: fc.constant("authorized" as const), weight: 3 },
      fc.constantFrom(...authorizationStatuses),
    ),
    amount: minor.map(usd),
    captured: minor.map(usd),
    reserved: fc.oneof(fc.constant(usd(0)), minor.map(usd)),
    canCaptureAgain: fc.boolean(),
    expiresAt: fc.option(days),
    guaranteedUntil: fc.option(days),
    replaced: fc.option(fc.nat(3)),
  })
  .map(({ replaced, ...hold }) => {
    const captured = smaller(hold.captured, hold.amount);
    const room = usd(hold.amount.amountMinor - captured.amountMinor);
    return {
      ...hold,
      captured,
      reserved: smaller(hold.reserved, room),
      replacesId: replaced === null ? null : holdId(`hold-${replaced}`),
    };
  });

const anyInvoice = fc
  .record({
    status: fc.constantFrom(...invoiceStatuses),
    amount: minor.map(usd),
    captured: minor.map(usd),
    attemptCount: fc.integer({ min: 0, max: 6 }),
    lastReason: fc.option(fc.constantFrom(...houseReasons)),
  })
  .map((invoice) => ({ ...invoice, captured: smaller(invoice.captured, invoice.amount) }));

const anyAttempt = fc.record({
  operation: fc.constantFrom("capture", "authorize_and_capture", "authorize", "void"),
  obligation: fc.constantFrom("capture:invoice-0:a", "authorize:order-1:a", "void:hold-0"),
  isUnconfirmed: fc.boolean(),
});

const anyOrder: fc.Arbitrary<Order> = fc
  .record({
    status: fc.oneof(
      fc.constant("confirmed" as const),
      fc.constant("shipped" as const),
      fc.constantFrom(...orderStatuses),
    ),
    total: minor.map(usd),
    approvedTotal: fc.option(minor.map(usd)),
    isFraudStopped: fc.boolean(),
    promisedShipAt: fc.option(days),
    tokens: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
    suspended: fc.boolean(),
    holds: fc.array(anyHold, { maxLength: 4 }),
    invoice: anyInvoice,
    isReleased: fc.boolean(),
    attempts: fc.array(anyAttempt, { maxLength: 1 }),
    approval: fc.option(
      fc.record({ status: fc.constantFrom(...approvalStatuses), amount: minor.map(usd), expiresAt: days }),
    ),
  })
  .map((draft) =>
    exampleOrder({
      status: draft.status,
      total: draft.total,
      approvedTotal: draft.approvedTotal,
      isFraudStopped: draft.isFraudStopped,
      promisedShipAt: draft.promisedShipAt,
      methods: names.map((name, at) =>
        exampleMethod({
          id: methodId(name),
          sequence: at,
          token: draft.tokens[at] ? `token-${name}` : null,
          status: draft.suspended && at === 1 ? "suspended" : "active",
        }),
      ),
      authorizations: draft.holds.map((hold, at) =>
        exampleHold({
          ...hold,
          id: holdId(`hold-${at}`),
          replacesId: hold.replacesId === `hold-${at}` ? null : hold.replacesId,
        }),
      ),
      releases: [exampleRelease({ status: draft.isReleased ? "shipped" : "open", amount: draft.invoice.amount })],
      invoices: [exampleInvoice({ ...draft.invoice, id: invoiceId("invoice-0") })],
      openAttempts: draft.attempts.map((attempt) => exampleAttempt(attempt)),
      approval: draft.approval && exampleApproval(draft.approval),
    }),
  );

/** Orders that mostly may be captured, so that the rules about plans see many plans. */
const likelyOrder = fc
  .record({ order: anyOrder, approved: fc.bigInt({ min: 25_000n, max: 150_000n }), isFailed: fc.boolean() })
  .map(
    ({ order, approved, isFailed }): Order => ({
      ...order,
      status: "shipped",
      isFraudStopped: false,
      approvedTotal: usd(approved),
      methods: order.methods.map((method, at) => ({ ...method, token: `token-${at}` })),
      authorizations: order.authorizations.map((hold, at) =>
        at % 2 === 0
          ? { ...hold, status: isFailed ? "expired" : "authorized", captured: usd(0), expiresAt: null }
          : hold,
      ),
      openAttempts: order.openAttempts.filter(({ operation }) => operation === "void"),
      releases: order.releases.map((release) => ({ ...release, status: "shipped" })),
      invoices: order.invoices.map((invoice) => ({
        ...invoice,
        status: isFailed ? "failed" : "open",
        lastReason: isFailed && invoice.lastReason !== "unmapped" ? "authorization_expired" : invoice.lastReason,
      })),
    }),
  );
const orderToCapture = fc.oneof({ arbitrary: likelyOrder, weight: 4 }, anyOrder);

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
