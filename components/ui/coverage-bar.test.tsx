import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CoverageBar, coverageShares } from "@/components/ui/coverage-bar";

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

  it("X01: where nothing is due it is full, names no amount, and says so to whoever cannot see it", () => {
    const drawn = renderToStaticMarkup(<CoverageBar coverage={coverage(0, 0, 0)} size="lg" />);
    expect(drawn).toContain('aria-label="nothing is left to secure"');
    expect(drawn).not.toContain("0.00");
    expect(renderToStaticMarkup(<CoverageBar coverage={coverage(14_000, 0, 0)} size="lg" />)).toContain("140.00</i>");
  });
});
