import { spawn } from "node:child_process";
import { settings } from "@/lib/config/env";
import { StartupProblem } from "@/lib/config/startup-problem";
import { childEnvironment } from "./child-environment";
import { programFor } from "./programs";
import { runCommand } from "./run-command";

// The web process alone, as it runs in production: the starter's rules for settings, and nothing else started.
await runCommand(async () => {
  const own = settings();
  if (own.databaseUrl === null)
    throw new StartupProblem("DATABASE_URL is missing, and no npm start runs whose database could be used.");
  const addresses = { databaseUrl: own.databaseUrl, smtpUrl: own.smtpUrl, mailCatcherUrl: own.mailCatcherUrl };
  const { args, env } = programFor("web", childEnvironment(own, addresses, false));
  const web = spawn(process.execPath, args, { env, stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => web.kill(signal));
  process.exit(await new Promise<number>((done) => web.once("exit", (code) => done(code ?? 1))));
});
