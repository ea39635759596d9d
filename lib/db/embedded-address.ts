import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

export const EMBEDDED = { user: "paydesk", database: "paydesk", passwordFile: "database-password" } as const;

/** The address of the database that another process started from this folder, or null where none runs. */
export function runningEmbeddedUrl(dataDir: string): string | null {
  const folder = resolve(dataDir);
  try {
    const [pid = "", , , port = ""] = readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n");
    process.kill(Number(pid), 0);
    return embeddedUrl(Number(port), clusterPassword(folder));
  } catch {
    return null;
  }
}

export function embeddedUrl(port: number, password: string): string {
  return `postgresql://${EMBEDDED.user}:${password}@127.0.0.1:${port}/${EMBEDDED.database}`;
}

export function clusterPassword(dataDir: string): string {
  const file = join(dataDir, EMBEDDED.passwordFile);
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString("hex"), { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}
