import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { StartupProblem } from "@/lib/config/startup-problem";
import type { ChildLogs } from "./child-logs";
import { runChild } from "./child-process";
import { programFor } from "./programs";
import { announce, withProgress } from "./progress";
import { sourceHash } from "./source-hash";
import type { Teardown } from "./teardown";

const GENERATED = "lib/db/generated";
const CLIENT_STAMP = `${GENERATED}/.paydesk-stamp`;
const BUILD_STAMP = ".next/paydesk-stamp";
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  ".browserslistrc",
  "tsconfig.json",
  "package-lock.json",
];
const NOT_SOURCES = [GENERATED, "lib/cli", "lib/sandbox", "lib/mail-catcher"];

/** Makes the Prisma client out of the schema, unless it is there. */
export async function generateClient(): Promise<void> {
  const wanted = sourceHash(["prisma/schema.prisma", "package-lock.json"]);
  if (stampAt(CLIENT_STAMP) === wanted) return;
  const generate = async () => {
    execFileSync(process.execPath, ["lib/cli/generate.mjs"], { stdio: ["ignore", "ignore", "pipe"] });
    writeFileSync(CLIENT_STAMP, wanted);
  };
  await withProgress("Database client", generate, "made");
}

/** Builds the web pages, unless they were built from these very sources. */
export async function buildWeb(env: NodeJS.ProcessEnv, logs: ChildLogs, teardown: Teardown): Promise<void> {
  const wanted = sourceHash(SOURCES, NOT_SOURCES);
  if (stampAt(BUILD_STAMP) === wanted && existsSync(".next/BUILD_ID")) return;
  announce("Web pages", "building (up to two minutes)");
  const build = async () => {
    const code = await runChild(programFor("build", env), logs, teardown);
    if (code !== 0 || !existsSync(".next/BUILD_ID"))
      throw new StartupProblem(`The web pages could not be built: ${logs.lastError("build")}`);
    writeFileSync(BUILD_STAMP, wanted);
  };
  await withProgress("Web pages", build, "built");
}

function stampAt(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
