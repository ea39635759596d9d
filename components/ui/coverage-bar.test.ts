import { describe, expect, it } from "vitest";
import { coverageShares } from "@/components/ui/coverage-bar";

function coverage(secured: number, onPaper: number, unsecured: number) {
  const amount = (minor: number) => ({ amountMinor: minor.toString(), currency: "USD" });
  return { secured: amount(secured), onPaper: amount(onPaper), unsecured: amount(unsecured) };
}

describe("the coverage bar", () => {
  it("gives each part its share of the total", () => {
    const shares = coverageShares(coverage(14_000, 6_000, 4_118));
    expect(shares.secured).toBe(58.04);
    expect(shares.onPaper).toBe(24.87);
    expect(shares.secured + shares.onPaper + shares.unsecured).toBeCloseTo(100);
  });

  it("never draws a hole where everything is held", () => {
    expect(coverageShares(coverage(1, 2, 0)).unsecured).toBe(0);
  });

  it("calls an order that owes nothing secured", () => {
    expect(coverageShares(coverage(0, 0, 0))).toEqual({ secured: 100, onPaper: 0, unsecured: 0 });
  });
});
