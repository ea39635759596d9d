/** Says that a slow step has begun. */
export function announce(step: string, detail: string): void {
  process.stdout.write(`› ${step}: ${detail}\n`);
}

/** Runs a step, and prints its one line when it is done. */
export async function withProgress<T>(
  step: string,
  run: () => Promise<T>,
  said: string | ((result: T) => string),
): Promise<T> {
  const startedAt = performance.now();
  const result = await run();
  const seconds = (performance.now() - startedAt) / 1000;
  process.stdout.write(`✓ ${step}: ${typeof said === "string" ? said : said(result)} (${seconds.toFixed(1)} s)\n`);
  return result;
}
