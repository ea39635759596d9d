import { describe, expect, it } from "vitest";
import { describeCounts, ONE_PASSED, oneFailed, sumOf } from "./test-result";

describe("the last line of npm test", () => {
  it("adds up every suite", () => {
    const vitest = { passed: 40, failed: 2, skipped: 0, notes: "" };
    expect(describeCounts(sumOf([ONE_PASSED, vitest, oneFailed("broken")]))).toBe("41 passed, 3 failed");
  });

  it("names skipped tests only where there are any", () => {
    expect(describeCounts({ passed: 1, failed: 0, skipped: 3 })).toBe("1 passed, 0 failed, 3 skipped");
  });
});
