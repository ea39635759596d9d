import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { StartupProblem } from "./startup-problem";

/** Makes the data folder where it is missing, and answers its full path once it can be read and written. */
export function openDataFolder(path: string): string {
  // The markers keep the bundler from taking this for files that belong to the pages.
  const folder = resolve(/*turbopackIgnore: true*/ path);
  try {
    makeFolder(folder);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (cause) {
    throw new StartupProblem(`The data folder ${path} cannot be read and written: ${reasonOf(cause)}.`);
  }
}

/** One level at a time, because mkdir's own recursion never ends on a file system that makes no folders. */
function makeFolder(folder: string): void {
  if (existsSync(/*turbopackIgnore: true*/ folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(/*turbopackIgnore: true*/ folder, { mode: 0o755 });
  } catch (cause) {
    if (codeOf(cause) !== "EEXIST") throw cause;
  }
}

function reasonOf(cause: unknown): string {
  const code = codeOf(cause);
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "ENOTDIR") return "a part of the path is not a folder";
  if (code === "EROFS") return "the file system is read-only";
  return code === "ENOENT" ? "it cannot be made there" : code;
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
}
