import { writeFileSync } from "node:fs";
import type { RefusedLine } from "./import-file";

/** Every refused row as a line of a CSV file. It is there when this returns: the command may end at once. */
export function writeReport(path: string, refused: readonly RefusedLine[]): void {
  const lines = refused.map(({ lineNo, why }) => `${lineNo},"${why.replaceAll('"', '""')}"`);
  writeFileSync(path, `${["line,why", ...lines].join("\n")}\n`);
}
