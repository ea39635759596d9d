import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDataFolder } from "@/lib/config/data-folder";
import { StartupProblem } from "@/lib/config/startup-problem";
import { isRunning } from "@/lib/db/embedded-orphan";

const MARK = "run-paydesk";

/** Only one Paydesk may run on a data folder. Its stop gives the folder free again. */
export function lockDataDir(dataDir: string): { stop(): Promise<void> } {
  const file = join(openDataFolder(dataDir), "paydesk.pid");
  const pid = recordedPid(file);
  if (pid !== null && pid !== process.pid && isRunning(pid, MARK)) {
    throw new StartupProblem(
      `Paydesk already runs on the data folder ${dataDir} (process ${pid}): stop it first, or set PAYDESK_DATA_DIR.`,
    );
  }
  writeFileSync(file, `${process.pid}\n`);
  return { stop: async () => rmSync(file, { force: true }) };
}

function recordedPid(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}
