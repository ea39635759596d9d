import { describe, expect, it } from "vitest";
import { decideConfirm } from "./authorizing";
import {
  exampleApproval,
  exampleHold,
  exampleMethod,
  exampleNow,
  exampleOrder,
  exampleRelease,
  usd,
} from "./example-order";
import type { Order } from "./order";
import { decideOverride, isOverrideNeedless } from "./overriding";
import { decideShip } from "./shipping";

const declined = exampleHold({ status: "declined" });
const bare = exampleMethod({ token: null });
const failed = (parts: Partial<Order> = {}): Order =>
  exampleOrder({
    methods: [bare],
    authorizations: [declined],
    releases: [exampleRelease({ status: "open" })],
    ...parts,
  });
const granted = (minor: number) => ({ granted: usd(minor), isAsked: false });

describe("letting a failed authorization pass (UX row 36, C4)", () => {
  it("H14: is about the money that nothing holds and nothing could be charged for", () => {
    expect(decideOverride(failed(), exampleNow)).toEqual({ ok: true, value: usd(20_000) });
    const half = exampleHold({ id: "half" as never, amount: usd(5_000) });
    expect(decideOverride(failed({ authorizations: [declined, half] }), exampleNow)).toEqual({
      ok: true,
      value: usd(15_000),
    });
    expect(decideOverride(failed({ override: granted(12_000) }), exampleNow)).toEqual({ ok: true, value: usd(8_000) });
  });

  it.each(["declined", "expired", "voided"] as const)("H14: is there for a hold that is %s", (status) => {
    const order = failed({ authorizations: [exampleHold({ status })] });
    expect(decideOverride(order, exampleNow)).toEqual({ ok: true, value: usd(20_000) });
  });

  it("H14: a card that can be charged anew lets confirmed goods leave by itself, but confirms no draft", () => {
    const lost = { methods: [exampleMethod()], authorizations: [exampleHold({ status: "expired" })] };
    expect(decideOverride(failed(lost), exampleNow)).toMatchObject({ ok: false, reason: "nothing_to_override" });
    const draft = failed({ ...lost, status: "draft", approvedTotal: null, releases: [] });
    expect(decideOverride(draft, exampleNow)).toEqual({ ok: true, value: usd(20_000) });
  });

  it.each<[string, Partial<Order>]>([
    ["order_fraud_stopped", { isFraudStopped: true }],
    ["order_not_confirmed", { status: "proposed" }],
    ["order_closed", { status: "shipped" }],
    ["order_closed", { status: "cancelled" }],
    ["approval_needed", { approvedTotal: usd(10_000) }],
    [
      "authorize_in_progress",
      { authorizations: [declined, exampleHold({ id: "b" as never, status: "authorize_pending" })] },
    ],
    ["authorize_in_progress", { approval: exampleApproval({ status: "approving" }) }],
    ["nothing_to_override", { authorizations: [] }],
    ["nothing_to_override", { authorizations: [declined, exampleHold({ id: "b" as never })] }],
    ["nothing_to_override", { override: granted(20_000) }],
  ])("H14: is refused as %s", (reason, parts) => {
    expect(decideOverride(failed(parts), exampleNow)).toMatchObject({ ok: false, reason });
  });

  it("H14: lets goods leave that were blocked, but not without the customer's word or over a fraud stop", () => {
    const blocked = decideShip(failed(), 1);
    expect(blocked).toMatchObject({ ok: false, reason: "blocked_by_payment", detail: "not_covered" });
    expect(decideShip(failed({ override: granted(19_999) }), 1).ok).toBe(false);
    expect(decideShip(failed({ override: granted(20_000) }), 1).ok).toBe(true);
    const dearer = failed({ override: granted(20_000), approvedTotal: usd(10_000) });
    expect(decideShip(dearer, 1)).toMatchObject({ ok: false, detail: "approval_needed" });
    expect(decideShip(failed({ override: granted(20_000), isFraudStopped: true }), 1).ok).toBe(false);
  });

  it("S56: lets a draft be confirmed whose authorization was refused", () => {
    const draft = failed({ status: "draft", approvedTotal: null, releases: [] });
    expect(decideOverride(draft, exampleNow)).toEqual({ ok: true, value: usd(20_000) });
    expect(decideConfirm(draft, exampleNow)).toMatchObject({ ok: false, reason: "not_covered" });
    const allowed = decideConfirm({ ...draft, override: granted(20_000) }, exampleNow);
    expect(allowed).toMatchObject({ ok: true, value: { coverage: { uncovered: usd(20_000) } } });
  });

  it("is needless once the money is there and nothing has left on its strength", () => {
    const covered = failed({
      authorizations: [declined, exampleHold({ id: "b" as never })],
      override: granted(20_000),
    });
    expect(isOverrideNeedless(covered, exampleNow)).toBe(true);
    expect(isOverrideNeedless({ ...covered, releases: [exampleRelease({ status: "shipped" })] }, exampleNow)).toBe(
      false,
    );
    const second = [exampleRelease({ status: "open", releaseNo: 2 }), exampleRelease({ status: "shipped" })];
    expect(isOverrideNeedless({ ...covered, releases: second }, exampleNow)).toBe(false);
    expect(isOverrideNeedless({ ...covered, override: granted(0) }, exampleNow)).toBe(false);
    expect(isOverrideNeedless({ ...covered, status: "draft" }, exampleNow)).toBe(false);
    expect(isOverrideNeedless(failed({ override: granted(20_000) }), exampleNow)).toBe(false);
    expect(isOverrideNeedless(failed(), exampleNow)).toBe(false);
  });
});
