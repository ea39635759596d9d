import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { StartupProblem } from "@/lib/config/startup-problem";

/** Who runs the embedded Postgres, which refuses to run as root. */
export type Account =
  | { readonly kind: "self" }
  | { readonly kind: "other" | "other_with_access"; readonly uid: number; readonly gid: number };

export type Command = { file: string; args: string[]; options: { uid?: number; gid?: number; cwd?: string } };

const ACCOUNT = "postgres";
const SETPRIV = "/usr/bin/setpriv";

export function serverAccount(clusterDir: string): Account {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const ids = ownerOf(clusterDir) ?? accountIds() ?? createAccount();
  if (canReach(ids, dirname(clusterDir))) return { kind: "other", ...ids };
  // Root's own home is closed to others: keep the one right that passing through it needs.
  if (existsSync(SETPRIV)) return { kind: "other_with_access", ...ids };
  throw new StartupProblem(
    `The account ${ACCOUNT}, which runs the embedded database, cannot reach ${clusterDir}: set PAYDESK_DATA_DIR.`,
  );
}

/** Whether this account can run a program; a right that was kept does not help here, since Postgres asks for its own. */
export function canRun(account: Account, file: string): boolean {
  return account.kind === "self" || canReach(account, file);
}

export function commandAs(account: Account, file: string, args: string[]): Command {
  if (account.kind === "self") return { file, args, options: {} };
  const { uid, gid } = account;
  if (account.kind === "other") return { file, args, options: { uid, gid, cwd: "/" } };
  const rights = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
  return { file: SETPRIV, args: [...identity, ...rights, file, ...args], options: { cwd: "/" } };
}

/** A cluster that another account made can only be run by that account. */
function ownerOf(clusterDir: string): { uid: number; gid: number } | null {
  if (!existsSync(clusterDir)) return null;
  const { uid, gid } = statSync(clusterDir);
  return uid === 0 ? null : { uid, gid };
}

function accountIds(): { uid: number; gid: number } | null {
  try {
    const idOf = (flag: string) => Number(execFileSync("id", [flag, ACCOUNT], { stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    return null;
  }
}

function createAccount(): { uid: number; gid: number } {
  spawnSync("groupadd", ["--system", ACCOUNT]);
  spawnSync("useradd", ["--system", "--no-create-home", "--gid", ACCOUNT, ACCOUNT]);
  const ids = accountIds();
  if (!ids) {
    throw new StartupProblem(
      "The embedded database cannot run as root, and no account for it could be made: set DATABASE_URL.",
    );
  }
  return ids;
}

function canReach({ uid, gid }: { uid: number; gid: number }, path: string): boolean {
  return spawnSync("/usr/bin/test", ["-x", path], { uid, gid, cwd: "/" }).status === 0;
}
