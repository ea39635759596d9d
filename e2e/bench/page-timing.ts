export type PageTiming = {
  readonly name: string;
  readonly path: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly kb: number;
};
export type BenchPage = { readonly name: string; readonly path: string };

const WARM_UP = 5;

/** From sending the request to the last byte of the streamed page, one request at a time. */
export async function timePage(page: BenchPage, origin: string, cookie: string, requests: number): Promise<PageTiming> {
  const times: number[] = [];
  let bytes = 0;
  for (let i = 0; i < WARM_UP + requests; i++) {
    const startedAt = performance.now();
    const answer = await fetch(origin + page.path, { headers: { cookie }, redirect: "manual" });
    const body = await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${page.path} answered ${answer.status}`);
    if (i >= WARM_UP) times.push(performance.now() - startedAt);
    bytes = body.byteLength;
  }
  times.sort((a, b) => a - b);
  return { ...page, p50Ms: quantile(times, 0.5), p95Ms: quantile(times, 0.95), kb: bytes / 1024 };
}

/** `sorted` rises. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
