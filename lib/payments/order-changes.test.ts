import { describe, expect, it } from "vitest";
import { authorizationStatuses } from "./authorization-state";
import { decideCancel } from "./cancelling";
import {
  exampleApproval,
  exampleAttempt,
  exampleHold,
  exampleInvoice,
  exampleMethod,
  exampleOrder,
  exampleRelease,
  holdId,
  usd,
} from "./example-order";
import { money } from "./money";
import type { Order } from "./order";
import { type ReplacementFacts, type ReplacementStep, replacementSteps } from "./replacing";
import { decideReprice } from "./repricing";
import { decideRelease, decideShip } from "./shipping";

const held = (parts: Partial<Order> = {}) => exampleOrder({ authorizations: [exampleHold()], ...parts });
const reasonOf = (decision: { ok: boolean; reason?: string }) => (decision.ok ? null : decision.reason);

describe("a new price on a live order", () => {
  it("H06 S53: a rise must be approved and leads to the customer", () => {
    expect(decideReprice(held(), usd(24_118))).toEqual({
      ok: true,
      value: {
        direction: "rise",
        difference: usd(4_118),
        needsApproval: true,
        reason: "price_rise",
        nextStep: "ask_customer",
      },
    });
  });

  it("H33 PC-3: a fall needs nobody, and the hold stays", () => {
    expect(decideReprice(held(), usd(15_000))).toEqual({
      ok: true,
      value: { direction: "fall", difference: usd(-5_000), needsApproval: false, reason: null, nextStep: "none" },
    });
  });

  it("H06: a fall that stays above the approved price still waits for the customer", () => {
    expect(decideReprice(held({ total: usd(30_000) }), usd(24_000))).toMatchObject({
      value: { direction: "fall", needsApproval: true },
    });
  });

  it("S55: back to an approved price that the hold does not cover asks for more money", () => {
    const order = held({ total: usd(15_000), authorizations: [exampleHold({ amount: usd(15_000) })] });
    expect(decideReprice(order, usd(20_000))).toMatchObject({
      value: { direction: "rise", needsApproval: false, nextStep: "authorize_again" },
    });
    expect(decideReprice(held(), usd(20_000))).toMatchObject({ value: { direction: "same", nextStep: "none" } });
  });

  it("I13 PC-3: a fall never goes below what the warehouse already has in hand", () => {
    const order = held({ releases: [exampleRelease({ status: "open", amount: usd(18_000) })] });
    expect(reasonOf(decideReprice(order, usd(17_999)))).toBe("already_shipped");
    expect(reasonOf(decideReprice(order, usd(18_000)))).toBeNull();
  });

  it.each([
    ["closed", { status: "replaced" }, usd(1), "order_closed"],
    ["cancelled", { status: "cancelled" }, usd(1), "order_closed"],
    ["completed", { status: "completed" }, usd(1), "order_closed"],
    [
      "I6: an authorize-and-capture is under way",
      { openAttempts: [exampleAttempt({ operation: "authorize_and_capture" })] },
      usd(1),
      "capture_in_progress",
    ],
    ["all shipped", { status: "shipped" }, usd(1), "already_shipped"],
    ["below what is invoiced", { invoices: [exampleInvoice({ amount: usd(9_000) })] }, usd(8_999), "already_shipped"],
    [
      "below what is captured",
      { authorizations: [exampleHold({ captured: usd(9_000) })] },
      usd(8_999),
      "already_shipped",
    ],
    ["I6: a capture is under way", { openAttempts: [exampleAttempt()] }, usd(1), "capture_in_progress"],
    [
      "I13: the customer is paying right now",
      { approval: exampleApproval({ status: "approving" }) },
      usd(1),
      "approval_in_progress",
    ],
    ["CU-3: another currency", {}, money(1, "EUR"), "currency_mismatch"],
  ] as const)("%s", (_title, parts, total, reason) => {
    expect(reasonOf(decideReprice(held(parts as Partial<Order>), total))).toBe(reason);
  });
});

describe("what a new price is held against", () => {
  const gone = {
    releases: [exampleRelease({ status: "cancelled" })],
    invoices: [exampleInvoice({ status: "cancelled" })],
    openAttempts: [exampleAttempt({ operation: "authorize" })],
  };

  it("H33: cancelled releases and invoices, shipped releases beside their invoice, and open authorizations do not stand in its way", () => {
    expect(reasonOf(decideReprice(held(gone), usd(1)))).toBeNull();
    const shipped = held({
      releases: [exampleRelease({ amount: usd(9_000) })],
      invoices: [exampleInvoice({ amount: usd(9_000) })],
    });
    expect(reasonOf(decideReprice(shipped, usd(9_000)))).toBeNull();
    expect(decideReprice(shipped, usd(8_999))).toMatchObject({
      detail: "below what is released, invoiced or captured",
    });
  });

  it("S55: live holds and captured money count as cover, and only a confirmed order asks for more", () => {
    const order = held({
      total: usd(15_000),
      authorizations: [
        exampleHold({ amount: usd(12_000), captured: usd(4_000) }),
        exampleHold({ id: holdId("hold-2"), status: "expired" }),
      ],
    });
    const next = (parts: Partial<Order>, total: number) => {
      const decision = decideReprice({ ...order, ...parts }, usd(total));
      return decision.ok && [decision.value.direction, decision.value.nextStep];
    };
    expect(next({}, 12_000)).toEqual(["fall", "none"]);
    expect(next({}, 12_001)).toEqual(["fall", "authorize_again"]);
    expect(next({ status: "draft" }, 12_001)).toEqual(["fall", "none"]);
  });
});

describe("releasing and shipping", () => {
  const open = (releaseNo: number, amount: number) =>
    exampleRelease({ releaseNo, amount: usd(amount), status: "open" });

  it("W32: releases are numbered in turn and never exceed the order", () => {
    const order = held({ releases: [open(1, 15_000)] });
    expect(decideRelease(order, usd(5_000))).toEqual({ ok: true, value: { releaseNo: 2, amount: usd(5_000) } });
    expect(reasonOf(decideRelease(order, usd(5_001)))).toBe("exceeds_order");
    expect(reasonOf(decideRelease(order, usd(-1)))).toBe("nothing_to_release");
    expect(reasonOf(decideRelease(order, usd(0)))).toBeNull();
    const again = held({ releases: [{ ...open(3, 15_000), status: "cancelled" }, open(1, 4_000)] });
    expect(decideRelease(again, usd(16_000))).toMatchObject({ value: { releaseNo: 4 } });
    expect(decideRelease(held(), usd(1))).toMatchObject({ value: { releaseNo: 1 } });
  });

  it.each([
    ["not confirmed", { status: "draft" }, "order_not_confirmed"],
    ["not confirmed yet", { status: "proposed" }, "order_not_confirmed"],
    ["closed", { status: "cancelled" }, "order_closed"],
    ["I14: fraud-stopped", { isFraudStopped: true }, "order_fraud_stopped"],
    ["H14: waiting for approval", { total: usd(24_118) }, "blocked_by_payment"],
  ] as const)("%s: neither released nor shipped", (_title, parts, reason) => {
    const order = held({ releases: [open(1, 5_000)], ...(parts as Partial<Order>) });
    expect(reasonOf(decideRelease(order, usd(1)))).toBe(reason);
    expect(reasonOf(decideShip(order, 1))).toBe(reason);
  });

  it("W02 W32: a shipment makes an invoice of its release; the last one ships the order", () => {
    const order = held({ releases: [open(1, 15_000), open(2, 5_000)] });
    expect(decideShip(order, 2)).toEqual({
      ok: true,
      value: { releaseNo: 2, invoiceAmount: usd(5_000), orderEvent: "partly_shipped" },
    });
    const last = held({
      releases: [
        exampleRelease({ amount: usd(15_000) }),
        open(2, 5_000),
        exampleRelease({ releaseNo: 3, status: "cancelled" }),
      ],
    });
    expect(decideShip(last, 2)).toMatchObject({ value: { orderEvent: "fully_shipped" } });
    expect(decideShip(held({ releases: [open(1, 5_000)] }), 1)).toMatchObject({
      value: { orderEvent: "partly_shipped" },
    });
  });

  it("a repeat, an unknown and a cancelled release are told apart", () => {
    const order = held({ releases: [exampleRelease(), exampleRelease({ releaseNo: 2, status: "cancelled" })] });
    expect([1, 2, 3].map((releaseNo) => reasonOf(decideShip(order, releaseNo)))).toEqual([
      "already_shipped",
      "release_cancelled",
      "no_such_release",
    ]);
  });

  it("H14 AE-2: nothing ships for which there is no money, now or late", () => {
    const ships = (parts: Partial<Order>) => reasonOf(decideShip(held({ releases: [open(1, 20_000)], ...parts }), 1));
    expect(ships({})).toBeNull();
    expect(ships({ authorizations: [] })).toBe("blocked_by_payment");
    expect(ships({ authorizations: [exampleHold({ amount: usd(19_999) })] })).toBe("blocked_by_payment");
    expect(ships({ authorizations: [exampleHold({ status: "declined" })] })).toBe("blocked_by_payment");
    expect(ships({ authorizations: [exampleHold({ status: "authorize_unconfirmed" })] })).toBeNull();
    const lapsed = [exampleHold({ status: "expired" })];
    expect(ships({ authorizations: lapsed })).toBeNull();
    expect(ships({ authorizations: lapsed, methods: [exampleMethod({ token: null })] })).toBe("blocked_by_payment");
    const suspended = [exampleMethod({ status: "suspended" })];
    expect(ships({ authorizations: lapsed, methods: suspended })).toBe("blocked_by_payment");
    expect(ships({ authorizations: [exampleHold({ status: "voided" })] })).toBeNull();
    expect(ships({ authorizations: [], appliedIn: usd(20_000) })).toBeNull();
    const order = held({ releases: [open(1, 20_000)], authorizations: [] });
    expect(decideShip(order, 1)).toMatchObject({ detail: "not_covered" });
    expect(decideShip({ ...order, total: usd(24_118) }, 1)).toMatchObject({ detail: "approval_needed" });
  });

  it("PC-1: what one capture spent is not counted twice", () => {
    const used = exampleHold({ status: "captured", captured: usd(8_000), canCaptureAgain: false });
    const order = held({ authorizations: [used], releases: [exampleRelease({ amount: usd(8_000) }), open(2, 12_000)] });
    expect(decideShip(order, 2).ok).toBe(true);
    const taken = exampleHold({
      id: holdId("hold-2"),
      status: "captured",
      amount: usd(5_000),
      captured: usd(5_000),
      replacesId: holdId("hold-1"),
    });
    expect(decideShip({ ...order, authorizations: [used, taken] }, 2).ok).toBe(true);
    const declinedBefore = {
      ...order,
      authorizations: [exampleHold({ status: "captured", captured: usd(20_000) })],
      total: usd(30_000),
      approvedTotal: usd(30_000),
    };
    expect(
      reasonOf(
        decideShip({ ...declinedBefore, releases: [exampleRelease({ amount: usd(20_000) }), open(2, 10_000)] }, 2),
      ),
    ).toBe("blocked_by_payment");
  });
});

describe("cancelling", () => {
  it("I9: everything goes, holds are released, what is still being asked for is watched", () => {
    const order = held({
      authorizations: [exampleHold(), exampleHold({ id: holdId("hold-2"), status: "authorize_pending" })],
      releases: [exampleRelease({ status: "open" })],
    });
    expect(decideCancel(order)).toEqual({
      ok: true,
      value: { event: "cancelled", keptTotal: usd(0), cancelReleases: [1], voids: ["hold-1"], watch: ["hold-2"] },
    });
  });

  it("X04: an order with a dead hold, or one stopped for fraud, can always be cancelled", () => {
    for (const status of ["expired", "voided", "declined"] as const) {
      expect(decideCancel(held({ authorizations: [exampleHold({ status })] }))).toMatchObject({
        ok: true,
        value: { voids: [] },
      });
    }
    expect(decideCancel(held({ isFraudStopped: true })).ok).toBe(true);
  });

  it("after a first parcel the rest is cancelled, and the hold stays for what is owed", () => {
    const partly = held({
      releases: [exampleRelease({ amount: usd(8_000) }), exampleRelease({ releaseNo: 2, status: "open" })],
      invoices: [exampleInvoice({ amount: usd(8_000) })],
    });
    expect(decideCancel(partly)).toMatchObject({
      value: { event: "fully_shipped", keptTotal: usd(8_000), cancelReleases: [2], voids: [] },
    });
    const paid = {
      ...partly,
      invoices: [exampleInvoice({ status: "captured" })],
      authorizations: [exampleHold({ captured: usd(8_000) })],
    };
    expect(decideCancel(paid)).toMatchObject({ value: { voids: ["hold-1"] } });
  });

  it("I9: an open authorization does not keep an order from ending, and each hold that is still asked for is watched", () => {
    const asked = (["requested", "authorize_pending", "authorize_unconfirmed", "void_requested"] as const).map(
      (status) => exampleHold({ id: holdId(status), status }),
    );
    const order = held({ authorizations: asked, openAttempts: [exampleAttempt({ operation: "authorize" })] });
    expect(decideCancel(order)).toMatchObject({
      ok: true,
      value: { voids: [], watch: ["requested", "authorize_pending", "authorize_unconfirmed"] },
    });
    const settled = held({
      invoices: [exampleInvoice({ status: "captured" }), exampleInvoice({ status: "cancelled" })],
    });
    expect(decideCancel(settled)).toMatchObject({ value: { voids: ["hold-1"] } });
    expect(
      decideCancel({ ...settled, invoices: [...settled.invoices, exampleInvoice({ status: "failed" })] }),
    ).toMatchObject({ value: { voids: [] } });
  });

  it.each([
    ["shipped", { status: "shipped" }, "already_shipped"],
    ["completed", { status: "completed" }, "already_shipped"],
    [
      "I6: an authorize-and-capture is under way",
      { openAttempts: [exampleAttempt({ operation: "authorize_and_capture" })] },
      "capture_in_progress",
    ],
    [
      "I6: one of two captures has no answer",
      { openAttempts: [exampleAttempt(), exampleAttempt({ isUnconfirmed: true })] },
      "outcome_unknown",
    ],
    ["cancelled", { status: "cancelled" }, "already_cancelled"],
    ["replaced", { status: "replaced" }, "order_closed"],
    ["I6: a capture is under way", { openAttempts: [exampleAttempt()] }, "capture_in_progress"],
    ["I6: a capture has no answer", { openAttempts: [exampleAttempt({ isUnconfirmed: true })] }, "outcome_unknown"],
  ] as const)("%s: refused", (_title, parts, reason) => {
    expect(reasonOf(decideCancel(held(parts as Partial<Order>)))).toBe(reason);
  });
});

describe("replacing an order by its successor", () => {
  const start: ReplacementFacts = {
    predecessor: { status: "confirmed", isBarred: false, holdStatuses: ["authorized"] },
    successor: null,
    isLinked: false,
  };
  const proposed = { status: "proposed", isCovered: false, isCoverPending: false, hasCoverFailed: false } as const;

  it("PR-3 H15 H16 H17 H31: create, cover, bar, release, cancel, link, and then nothing more", () => {
    let facts = start;
    const change: Partial<Record<ReplacementStep, (now: ReplacementFacts) => ReplacementFacts>> = {
      create_successor: (now) => ({ ...now, successor: proposed }),
      cover_successor: (now) => ({ ...now, successor: { ...proposed, status: "confirmed", isCovered: true } }),
      bar_predecessor: (now) => ({ ...now, predecessor: { ...now.predecessor, isBarred: true } }),
      release_hold: (now) => ({ ...now, predecessor: { ...now.predecessor, holdStatuses: ["voided"] } }),
      cancel_predecessor: (now) => ({ ...now, predecessor: { ...now.predecessor, status: "replaced" } }),
      link: (now) => ({ ...now, isLinked: true }),
    };
    const taken: ReplacementStep[] = [];
    for (let step = replacementSteps(facts); taken.length < 10; step = replacementSteps(facts)) {
      taken.push(step);
      const next = change[step];
      if (next === undefined) break;
      facts = next(facts);
    }
    expect(taken).toEqual([
      "create_successor",
      "cover_successor",
      "bar_predecessor",
      "release_hold",
      "cancel_predecessor",
      "link",
      "done",
    ]);
  });

  it("PR-3 X04: until the successor is covered nothing touches the old order, and a failure ends the successor only", () => {
    for (const isCoverPending of [true, false])
      for (const hasCoverFailed of [true, false]) {
        const step = replacementSteps({ ...start, successor: { ...proposed, isCoverPending, hasCoverFailed } });
        expect(["wait", "cover_successor", "abandon_successor"]).toContain(step);
      }
    expect(replacementSteps({ ...start, successor: { ...proposed, hasCoverFailed: true } })).toBe("abandon_successor");
    expect(replacementSteps({ ...start, successor: { ...proposed, isCoverPending: true } })).toBe("wait");
    expect(replacementSteps({ ...start, successor: { ...proposed, status: "replaced" } })).toBe("done");
    for (const change of [{ isBarred: true }, { status: "cancelled" }, { status: "replaced" }] as const) {
      expect(replacementSteps({ ...start, predecessor: { ...start.predecessor, ...change } })).toBe("done");
    }
    const ended = { ...start.predecessor, status: "cancelled" } as const;
    expect(replacementSteps({ ...start, predecessor: ended, successor: proposed })).toBe("bar_predecessor");
    expect(replacementSteps({ ...start, successor: { ...proposed, status: "cancelled" } })).toBe("done");
  });

  it("PR-4: waits for a release without an answer, and a lapsed hold counts as released", () => {
    const successor = { ...proposed, status: "confirmed", isCovered: true } as const;
    const barred = (holdStatuses: ReplacementFacts["predecessor"]["holdStatuses"]) =>
      replacementSteps({
        predecessor: { status: "confirmed", isBarred: true, holdStatuses },
        successor,
        isLinked: false,
      });
    const waits = authorizationStatuses.filter((status) => barred([status]) === "wait");
    expect(waits).toEqual([
      "requested",
      "authorize_pending",
      "authorize_unconfirmed",
      "void_requested",
      "void_unconfirmed",
    ]);
    expect(barred(["voided", "void_unconfirmed"])).toBe("wait");
    expect(barred(["void_requested", "authorized"])).toBe("release_hold");
    expect(barred(["expired", "declined", "captured"])).toBe("cancel_predecessor");
  });

  it("PR-3: past the point of no return a successor that lost its cover does not bring the old order back", () => {
    const successor = { ...proposed, status: "confirmed", hasCoverFailed: true } as const;
    expect(replacementSteps({ ...start, predecessor: { ...start.predecessor, isBarred: true }, successor })).toBe(
      "release_hold",
    );
  });
});
