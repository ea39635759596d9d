import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDataFolder } from "./data-folder";
import { StartupProblem } from "./startup-problem";

/** A secret of the demo shop: made at the first call, kept in the data folder, readable by its owner only. */
export function localSecret(dataDir: string, name: string): string {
  const file = join(/*turbopackIgnore: true*/ openDataFolder(dataDir), name);
  try {
    // "wx" lets one of several processes that start together win; the others read what it wrote.
    writeFileSync(/*turbopackIgnore: true*/ file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
  } catch (cause) {
    if (!hasCode(cause, "EEXIST")) throw new StartupProblem(`The data folder ${dataDir} cannot be written to.`);
  }
  return readSecret(file);
}

function readSecret(file: string): string {
  try {
    const secret = readFileSync(/*turbopackIgnore: true*/ file, "utf8").trim();
    if (secret.length >= 32) return secret;
  } catch {}
  throw new StartupProblem(`The file ${file} holds no secret that can be read: remove it.`);
}

function hasCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && "code" in cause && cause.code === code;
}
