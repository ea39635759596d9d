import { settings } from "@/lib/config/env";
import { StartupProblem } from "@/lib/config/startup-problem";
import { childEnvironment } from "./child-environment";
import { ChildLogs } from "./child-logs";
import { startChild } from "./child-process";
import { programFor } from "./programs";
import { runCommand } from "./run-command";

// The web process alone, as it runs in production: the starter's rules for settings and logs, and nothing else started.
await runCommand(async () => {
  const { databaseUrl, smtpUrl, mailCatcherUrl } = settings();
  if (databaseUrl === null)
    throw new StartupProblem("DATABASE_URL is missing, and no npm start runs whose database could be used.");
  const env = childEnvironment(settings(), { databaseUrl, smtpUrl, mailCatcherUrl }, false);
  const web = startChild(programFor("web", env), new ChildLogs(null));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void web.stop());
  process.exit(await web.exited);
});
