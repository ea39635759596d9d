import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { StartupProblem } from "@/lib/config/startup-problem";

const PATIENCE_MS = 15_000;
const POLL_MS = 100;

/** Stops a database whose Paydesk was killed, and removes the mark of one that died with its machine. */
export async function stopOrphan(clusterDir: string): Promise<void> {
  const pid = recordedPid(clusterDir);
  if (pid === null) return;
  if (!isRunning(pid, clusterDir)) {
    // After a reboot the number may belong to any process, and Postgres would refuse to start because of it.
    rmSync(join(clusterDir, "postmaster.pid"), { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += POLL_MS) {
    if (!isRunning(pid, clusterDir)) return;
    await sleep(POLL_MS);
  }
  throw new StartupProblem(`An earlier database (process ${pid}) still runs on this data folder and does not stop.`);
}

function recordedPid(clusterDir: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(clusterDir, "postmaster.pid"), "utf8"), 10);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Whether this process lives and its command line holds the mark: a number alone may belong to anybody by now. */
export function isRunning(pid: number, mark: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EPERM")) return false;
  }
  return commandOf(pid).includes(mark);
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return spawnSync("ps", ["-o", "command=", "-p", `${pid}`], { encoding: "utf8" }).stdout ?? "";
  }
}
