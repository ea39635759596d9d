import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Writes a page that is made from the tree, or with `--check` says whether it still fits. */
export function keepGeneratedPage(path: string, text: string, command: string): void {
  if (!process.argv.includes("--check")) {
    writeFileSync(path, text);
    console.log(`${path} is written.`);
    return;
  }
  if (existsSync(path) && readFileSync(path, "utf8") === text) {
    console.log(`${path} is up to date.`);
    return;
  }
  console.error(`${path} is stale: run npm run ${command}.`);
  process.exitCode = 1;
}
