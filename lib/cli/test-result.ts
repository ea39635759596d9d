export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** What a suite came to. `notes` is what is printed below its line: failures, and what was skipped. */
export type TestResult = Counts & { readonly notes: string };

export type Suite = {
  readonly name: string;
  /** The word by which `npm test -- WORD` runs it alone. */
  readonly word: string;
  readonly run: () => Promise<TestResult>;
};

export const ONE_PASSED: TestResult = { passed: 1, failed: 0, skipped: 0, notes: "" };

export function oneFailed(notes: string): TestResult {
  return { passed: 0, failed: 1, skipped: 0, notes };
}

export function sumOf(results: readonly Counts[]): Counts {
  const total = (pick: (counts: Counts) => number) => results.reduce((sum, counts) => sum + pick(counts), 0);
  return {
    passed: total((one) => one.passed),
    failed: total((one) => one.failed),
    skipped: total((one) => one.skipped),
  };
}

export function describeCounts({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
