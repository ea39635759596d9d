import { describe, expect, it } from "vitest";
import { exampleHold, exampleNow, exampleOrder, exampleRelease, shippedOrder, usd } from "./example-order";
import { HOUR_MS, later } from "./instant";
import { askedOnApproval, keepsOrder, missingCover } from "./missing-cover";

const risen = exampleOrder({ total: usd(24_118), authorizations: [exampleHold()] });
const replace = { now: exampleNow, soonMs: 0, priceRisePolicy: "replace" };
const keep = { ...replace, priceRisePolicy: "keep" };

describe("what an approval asks for", () => {
  it("X03: the gap where the order is kept, all of it where it is replaced, and what a proposed successor still lacks", () => {
    expect(askedOnApproval(risen, undefined, keep)).toEqual(usd(4_118));
    expect(askedOnApproval(risen, undefined, replace)).toEqual(usd(24_118));
    expect(askedOnApproval(risen, exampleOrder({ authorizations: [exampleHold()] }), replace)).toEqual(usd(4_118));
    expect(askedOnApproval(risen, exampleOrder(), keep)).toEqual(usd(4_118));
  });

  it("X03: an order is kept where the store says so, nothing was promised, or goods or money have moved", () => {
    expect(keepsOrder(risen, "replace")).toBe(false);
    expect(keepsOrder(risen, "keep")).toBe(true);
    expect(keepsOrder({ ...risen, status: "draft" }, "replace")).toBe(true);
    expect(keepsOrder(shippedOrder(), "replace")).toBe(true);
    expect(keepsOrder({ ...risen, releases: [exampleRelease({ status: "open" })] }, "replace")).toBe(false);
    expect(keepsOrder({ ...risen, releases: [exampleRelease()] }, "replace")).toBe(true);
    expect(keepsOrder({ ...risen, authorizations: [exampleHold({ captured: usd(1) })] }, "replace")).toBe(true);
  });

  it("X04: a hold about to end does not count, and leaves", () => {
    const hold = exampleHold({ expiresAt: later(exampleNow, HOUR_MS), expirySource: "gateway" });
    const order = { ...risen, authorizations: [hold] };
    expect(missingCover(order, exampleNow, 2 * HOUR_MS)).toEqual({ missing: usd(24_118), leaving: [hold.id] });
    expect(missingCover(order, exampleNow, 0)).toEqual({ missing: usd(4_118), leaving: [] });
  });
});
