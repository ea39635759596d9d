import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { StartupProblem } from "@/lib/config/startup-problem";

/** Who runs the embedded Postgres, which refuses to run as root. */
export type Account =
  | { readonly kind: "self" }
  | { readonly kind: "other" | "other_with_access"; readonly uid: number; readonly gid: number };

export type Command = { file: string; args: string[]; options: { uid?: number; gid?: number; cwd?: string } };

const ACCOUNT = "postgres";
const SETPRIV = "/usr/bin/setpriv";

export function serverAccount(binary: string, dataDir: string): Account {
  if (process.getuid?.() !== 0) return { kind: "self" };
  const ids = accountIds() ?? createAccount();
  if (canReach(ids, binary) && canReach(ids, dataDir)) return { kind: "other", ...ids };
  // Root's own home is closed to others: keep the one right that passing through it needs.
  if (existsSync(SETPRIV)) return { kind: "other_with_access", ...ids };
  throw new StartupProblem(
    `The account ${ACCOUNT}, which runs the embedded database, cannot reach ${dataDir}: move Paydesk or set PAYDESK_DATA_DIR.`,
  );
}

export function commandAs(account: Account, file: string, args: string[]): Command {
  if (account.kind === "self") return { file, args, options: {} };
  const { uid, gid } = account;
  if (account.kind === "other") return { file, args, options: { uid, gid, cwd: "/" } };
  const rights = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
  const identity = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
  return { file: SETPRIV, args: [...identity, ...rights, file, ...args], options: { cwd: "/" } };
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

function canReach(ids: { uid: number; gid: number }, path: string): boolean {
  return spawnSync("/usr/bin/test", ["-x", path], { ...ids, cwd: "/" }).status === 0;
}
