import { quantile } from "./page-timing";
import { cpuSeconds } from "./process-figures";

export type ParallelTiming = {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly perSecond: number;
  /** Of each watched process, per request; null where the system does not tell. */
  readonly cpuMs: Readonly<Record<string, number | null>>;
};

type ParallelRun = {
  readonly readers: number;
  readonly requests: number;
  /** Processes whose CPU is told apart, by name. */
  readonly watched: Readonly<Record<string, number>>;
};

/** As a desk that has been open for a while: each of its connections has its plans, and its code is compiled. */
export const warmUpPerReader = 40;

/** So many readers at once, each asking anew as soon as it has its answer, until all requests are answered. */
export async function timeParallel(
  ask: () => Promise<void>,
  { readers, requests, watched }: ParallelRun,
): Promise<ParallelTiming> {
  await together(readers, readers * warmUpPerReader, ask);
  const cpu = () => Object.entries(watched).map(([name, pid]) => [name, cpuSeconds(pid)] as const);
  const before = new Map(cpu());
  const startedAt = performance.now();
  const times = await together(readers, requests, ask);
  const seconds = (performance.now() - startedAt) / 1000;
  const cpuMs = cpu().map(([name, now]) => {
    const then = before.get(name) ?? null;
    return [name, now === null || then === null ? null : ((now - then) * 1000) / times.length] as const;
  });
  times.sort((a, b) => a - b);
  return {
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    perSecond: times.length / seconds,
    cpuMs: Object.fromEntries(cpuMs),
  };
}

async function together(readers: number, requests: number, ask: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const read = async () => {
    while (next++ < requests) {
      const startedAt = performance.now();
      await ask();
      times.push(performance.now() - startedAt);
    }
  };
  await Promise.all(Array.from({ length: readers }, read));
  return times;
}
