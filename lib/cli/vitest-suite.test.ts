import { describe, expect, it } from "vitest";
import { toResult, type VitestReport } from "./vitest-suite";

const GREEN: VitestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
};

describe("counting a Vitest run", () => {
  it("takes passed, failed and skipped as they are", () => {
    const report = { ...GREEN, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(toResult(report, 1, () => "output")).toEqual({ passed: 3, failed: 1, skipped: 3, notes: "output" });
  });

  it("counts a file that could not be loaded as a failure", () => {
    const report = { ...GREEN, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(toResult(report, 1, () => "").failed).toBe(1);
  });

  it("never calls a run that ended badly a success", () => {
    expect(toResult(GREEN, 1, () => "").failed).toBe(1);
    expect(toResult(GREEN, 0, () => "").failed).toBe(0);
  });
});
