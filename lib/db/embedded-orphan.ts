import { execFileSync } from "node:child_process";
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
  if (!isPostgres(pid, clusterDir)) {
    // After a reboot the number may belong to any process, and Postgres would refuse to start because of it.
    rmSync(join(clusterDir, "postmaster.pid"), { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  for (let waitedMs = 0; waitedMs < PATIENCE_MS; waitedMs += POLL_MS) {
    if (!isPostgres(pid, clusterDir)) return;
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

function isPostgres(pid: number, clusterDir: string): boolean {
  try {
    const command = execFileSync("ps", ["-o", "command=", "-p", `${pid}`], { encoding: "utf8" });
    return command.includes("postgres") && command.includes(clusterDir);
  } catch {
    return isPostgresByProc(pid, clusterDir);
  }
}

function isPostgresByProc(pid: number, clusterDir: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(clusterDir);
  } catch {
    return false;
  }
}
