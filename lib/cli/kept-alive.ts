import { setTimeout as sleep } from "node:timers/promises";
import type { ChildLogs } from "./child-logs";
import { type Program, type RunningChild, startChild } from "./child-process";

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
const HEALTHY_AFTER_MS = 60_000;

/** Runs a program and starts it again whenever it ends, waiting longer each time it dies young. */
export function keepAlive(program: Program, logs: ChildLogs): Pick<RunningChild, "stop" | "kill"> {
  let isStopped = false;
  let child = startChild(program, logs);
  const loop = async () => {
    let pauseMs = FIRST_PAUSE_MS;
    while (!isStopped) {
      const startedAt = performance.now();
      const code = await child.exited;
      if (isStopped) return;
      if (performance.now() - startedAt > HEALTHY_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
      report(program.name, { exitCode: code, pauseMs, reason: logs.lastError(program.name) });
      await sleep(pauseMs, undefined, { ref: false });
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
      if (!isStopped) child = startChild(program, logs);
    }
  };
  void loop();
  return {
    stop: () => {
      isStopped = true;
      return child.stop();
    },
    kill: () => {
      isStopped = true;
      child.kill();
    },
  };
}

function report(service: string, facts: { exitCode: number; pauseMs: number; reason: string }): void {
  const entry = {
    level: "error",
    time: new Date().toISOString(),
    service,
    ...facts,
    msg: "ended unexpectedly, will be started again",
  };
  process.stdout.write(`${JSON.stringify(entry)}\n`);
}
