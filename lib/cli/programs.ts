import type { Program } from "./child-process";

const TYPESCRIPT = ["--disable-warning=ExperimentalWarning", "--import", "tsx"];
const NEXT = "node_modules/next/dist/bin/next";

type ProgramName = "web" | "development web" | "worker" | "sandbox" | "mail catcher" | "demo shop" | "build";

const ARGS: Record<ProgramName, readonly string[]> = {
  web: [...TYPESCRIPT, "lib/cli/web-processes.ts"],
  "development web": [NEXT, "dev"],
  build: [NEXT, "build"],
  worker: [...TYPESCRIPT, "lib/jobs/worker.ts"],
  sandbox: [...TYPESCRIPT, "lib/sandbox/server.ts"],
  "mail catcher": [...TYPESCRIPT, "lib/mail-catcher/server.ts"],
  "demo shop": [...TYPESCRIPT, "prisma/seed.ts"],
};

export function programFor(name: ProgramName, env: NodeJS.ProcessEnv): Program {
  return {
    name: name === "development web" ? "web" : name,
    args: ARGS[name],
    env: { ...env, PAYDESK_SERVICE: name.replace(" ", "-") },
  };
}
