import { describe, expect, it } from "vitest";
import type { Authorization } from "./authorization";
import { authorizationStatuses } from "./authorization-state";
import { exampleHold, exampleMethod, exampleNow, exampleOrder, holdId, methodId, usd } from "./example-order";
import {
  capturableRest,
  holdRest,
  isLive,
  isSuperseded,
  liveHolds,
  lostHolds,
  lostRest,
  newestLostHold,
  undecidedHolds,
  untakenRest,
} from "./holds";
import { later, toInstant } from "./instant";

const soon = later(exampleNow, 1);
const hold = (id: string, parts: Partial<Authorization> = {}) => exampleHold({ id: holdId(id), ...parts });
const orderWith = (...authorizations: Authorization[]) => exampleOrder({ authorizations });
const ids = (holds: readonly Authorization[]) => holds.map(({ id }) => id);

describe("what a hold still gives", () => {
  it("I1: its amount less what was captured, and for a further capture less what is under way", () => {
    const partly = hold("a", { captured: usd(5_000), reserved: usd(3_000) });
    expect(holdRest(partly)).toEqual(usd(15_000));
    expect(capturableRest(partly)).toEqual(usd(12_000));
    expect(untakenRest(orderWith(partly), partly)).toEqual(usd(12_000));
    expect(holdRest(hold("a", { captured: usd(20_001) }))).toEqual(usd(0));
    expect(capturableRest(hold("a", { captured: usd(19_000), reserved: usd(3_000) }))).toEqual(usd(0));
  });

  it("PC-1: nothing while the one capture that its gateway allows is under way", () => {
    const single = hold("a", { canCaptureAgain: false });
    expect(capturableRest(single)).toEqual(usd(20_000));
    expect(capturableRest({ ...single, reserved: usd(1) })).toEqual(usd(0));
  });

  it("PC-1: a hold that was captured once lives on only where its gateway captures again", () => {
    expect(isLive(hold("a", { captured: usd(1) }), exampleNow)).toBe(true);
    expect(isLive(hold("a", { captured: usd(1), canCaptureAgain: false }), exampleNow)).toBe(false);
    expect(isLive(hold("a", { canCaptureAgain: false }), exampleNow)).toBe(true);
  });

  it("MT-5: only an authorized hold lives, and only until its end", () => {
    const living = authorizationStatuses.filter((status) => isLive(hold("a", { status }), exampleNow));
    expect(living).toEqual(["authorized"]);
    expect(isLive(hold("a", { expiresAt: soon }), exampleNow)).toBe(true);
    expect(isLive(hold("a", { expiresAt: exampleNow }), exampleNow)).toBe(false);
  });
});

describe("holds that took another's place", () => {
  const old = hold("old");
  const isReplaced = (...newer: Authorization[]) => isSuperseded(orderWith(old, ...newer), old, exampleNow);
  const next = (parts: Partial<Authorization> = {}) => hold("next", { replacesId: old.id, ...parts });

  it("X04: a newer hold takes over once it lives or was captured", () => {
    expect(isReplaced()).toBe(false);
    expect(isReplaced(next())).toBe(true);
    expect(isReplaced(next({ status: "captured" }))).toBe(true);
    expect(isReplaced(next({ replacesId: null }))).toBe(false);
    expect(isReplaced(next({ expiresAt: soon }))).toBe(true);
  });

  it("AE-6: a newer hold that was refused, is not answered or has ended takes nothing over", () => {
    for (const status of ["requested", "authorize_pending", "authorize_unconfirmed", "declined", "voided"] as const) {
      expect(isReplaced(next({ status }))).toBe(false);
    }
    expect(isReplaced(next({ expiresAt: exampleNow }))).toBe(false);
  });

  it("X04: through a dead link in the chain too, and never through itself", () => {
    const dead = next({ status: "expired" });
    expect(isReplaced(dead)).toBe(false);
    expect(isReplaced(dead, hold("last", { replacesId: dead.id }))).toBe(true);
    const loop = hold("old", { replacesId: dead.id, status: "expired" });
    expect(isSuperseded(orderWith(loop, dead), loop, exampleNow)).toBe(false);
  });
});

describe("live holds", () => {
  it("S22 S27: in the order in which their methods are charged; on one method the one that ends first, then by id", () => {
    const order = exampleOrder({
      methods: [exampleMethod({ sequence: 2 }), exampleMethod({ id: methodId("amex"), sequence: 1 })],
      authorizations: [
        hold("endless"),
        hold("c", { expiresAt: later(exampleNow, 9) }),
        hold("b", { expiresAt: later(exampleNow, 5) }),
        hold("a", { expiresAt: later(exampleNow, 9) }),
        hold("amex's", { paymentMethodId: methodId("amex") }),
        hold("dead", { status: "expired" }),
      ],
    });
    expect(ids(liveHolds(order, exampleNow))).toEqual(["amex's", "b", "a", "c", "endless"]);
  });

  it("X04: without those that a newer one has replaced", () => {
    expect(ids(liveHolds(orderWith(hold("a"), hold("b", { replacesId: holdId("a") })), exampleNow))).toEqual(["b"]);
  });

  it("I6: a hold is undecided until its gateway has said yes or no", () => {
    const all = authorizationStatuses.map((status) => hold(status, { status }));
    expect(ids(undecidedHolds(orderWith(...all)))).toEqual(["requested", "authorize_pending", "authorize_unconfirmed"]);
  });
});

describe("holds that were lost", () => {
  const rest = (...holds: [Authorization, ...Authorization[]]) => lostRest(orderWith(...holds), holds[0], exampleNow);

  it("P13 P14: voided, ended or spent by its one capture; a live, refused or undecided one has lost nothing", () => {
    const lost = authorizationStatuses.filter((status) => rest(hold("a", { status })).amountMinor > 0n);
    expect(lost).toEqual(["voided", "expired", "captured"]);
    expect(rest(hold("a", { expiresAt: exampleNow }))).toEqual(usd(20_000));
    expect(rest(hold("a", { captured: usd(7_000), canCaptureAgain: false }))).toEqual(usd(13_000));
    expect(rest(hold("a", { captured: usd(7_000) }))).toEqual(usd(0));
    expect(rest(hold("a", { status: "void_requested", captured: usd(7_000), canCaptureAgain: false }))).toEqual(usd(0));
  });

  it("H31: less what was captured, is under way, or was taken over by holds that replace it and were not refused", () => {
    const dead = hold("a", { status: "expired", captured: usd(2_000), reserved: usd(1_000) });
    const heir = (id: string, parts: Partial<Authorization> = {}) =>
      hold(id, { replacesId: dead.id, amount: usd(4_000), ...parts });
    expect(rest(dead)).toEqual(usd(17_000));
    expect(rest(dead, heir("b"), heir("c", { status: "voided" }))).toEqual(usd(9_000));
    expect(rest(dead, heir("b", { status: "declined" }), heir("c", { replacesId: null }))).toEqual(usd(17_000));
    expect(rest(dead, heir("b", { amount: usd(18_000) }))).toEqual(usd(0));
  });

  it("P17: the newest of a method's lost holds is the one that a new hold names", () => {
    const at = (minutes: number) => toInstant(exampleNow - minutes);
    const order = orderWith(
      hold("second", { status: "expired", authorizedAt: at(1) }),
      hold("first", { status: "voided", authorizedAt: at(2) }),
      hold("undated", { status: "voided", authorizedAt: null }),
      hold("empty", { status: "captured", captured: usd(20_000), authorizedAt: exampleNow }),
      hold("other's", { status: "expired", paymentMethodId: methodId("amex") }),
    );
    for (const authorizations of [order.authorizations, order.authorizations.toReversed()]) {
      const lost = lostHolds({ ...order, authorizations }, methodId("visa"), exampleNow);
      expect(ids(lost)).toEqual(["undated", "first", "second"]);
    }
    expect(newestLostHold(order, methodId("visa"), exampleNow)).toBe("second");
    expect(newestLostHold(order, methodId("paypal"), exampleNow)).toBeNull();
  });
});
