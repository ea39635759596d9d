import { fork } from "node:child_process";
import type { LifeAnswer, LifeOrder, LifeWork } from "./life-worker";
import type { LifeReport } from "./live";

/**
 * Lives the seeds in several processes side by side, each in a database of its own. `onReport` is told of each life as it ends, and answers whether to go on; lives
 * that are being lived then are lived to their end; only `stop` breaks them off. What a life is depends on its seed alone, and not on who lives it.
 */
export async function dealLives(
  workers: number,
  seeds: Iterator<number>,
  work: LifeWork,
  onReport: (report: LifeReport) => boolean,
  stop: AbortSignal,
): Promise<void> {
  let isOver = false;
  const deal = (): LifeOrder => {
    const next = isOver ? { done: true as const } : seeds.next();
    return next.done ? { end: true } : { seed: next.value };
  };
  const liveOn = () =>
    new Promise<void>((resolve, reject) => {
      const child = fork(new URL("./life-worker.ts", import.meta.url), [JSON.stringify(work)]);
      const breakOff = () => child.kill("SIGKILL");
      stop.addEventListener("abort", breakOff);
      child.on("message", (report: LifeAnswer) => {
        if (stop.aborted) return;
        if (report !== null && !onReport(report)) isOver = true;
        child.send(deal());
      });
      child.once("error", reject);
      child.once("exit", (code) =>
        code === 0 || stop.aborted ? resolve() : reject(new Error(`a process of lives ended with ${code}`)),
      );
    });
  await Promise.all(Array.from({ length: workers }, liveOn));
}
