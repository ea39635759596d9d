import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

const TESTS = /\.test\.tsx?$/;

/** One number for the content of files and folders, leaving out tests and what a name in `except` stands for. */
export function sourceHash(paths: readonly string[], except: readonly string[] = []): string {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesIn(path, except))) {
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function filesIn(path: string, except: readonly string[]): string[] {
  if (except.includes(path) || !existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return TESTS.test(path) ? [] : [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name), except));
}
