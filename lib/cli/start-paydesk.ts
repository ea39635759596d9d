import { join } from "node:path";
import { readSettings, type Settings } from "@/lib/config/env";
import { StartupProblem } from "@/lib/config/startup-problem";
import { buildWeb, generateClient } from "./build-steps";
import { childEnvironment } from "./child-environment";
import { ChildLogs } from "./child-logs";
import { lockDataDir } from "./instance-lock";
import { migrateDatabase } from "./migrate-database";
import { choosePort, requireFreePort } from "./ports";
import { withProgress } from "./progress";
import { provideDatabase } from "./provide-database";
import { loadDemoShop, type Services, startMailCatcher, startSandbox, startWeb, startWorker } from "./services";
import type { Household } from "./teardown";

/** Everything that `npm start` promises, step by step; each step leaves with the teardown what it started. */
export async function startPaydesk({
  isDev,
  teardown,
  onFatal,
}: Household & { readonly isDev: boolean }): Promise<void> {
  const settings = requireSettings();
  const { isProduction, dataDir } = settings;
  if (!isProduction) teardown.add(lockDataDir(dataDir));
  await requireFreePort("PORT", settings.port);
  if (!isProduction) await requireFreePort("SANDBOX_PORT", settings.sandboxPort);
  const logs = new ChildLogs(isProduction ? null : join(dataDir, "start.log"));

  await generateClient();
  const databaseUrl = await provideDatabase(settings, { teardown, onFatal });
  const migrate = () => migrateDatabase(databaseUrl, "prisma");
  await withProgress("Database tables", migrate, ({ length }) =>
    length === 0 ? "up to date" : `${length} migrations applied`,
  );

  const hasMailCatcher = !isProduction && !process.env.SMTP_URL;
  const mail = hasMailCatcher ? await mailCatcherAddresses() : { smtpUrl: settings.smtpUrl, mailCatcherUrl: null };
  const env = childEnvironment(settings, { databaseUrl, ...mail }, isDev);
  const services: Services = { settings, env, logs, teardown, onFatal };
  if (mail.mailCatcherUrl) await startMailCatcher(services, mail.mailCatcherUrl);
  if (!isProduction) {
    await loadDemoShop(services, databaseUrl);
    await startSandbox(services);
  }
  if (!isDev) await buildWeb(env, logs, teardown);
  startWorker(services);
  await startWeb(services, isDev);
  logs.startupDone();
  sayReady(settings, hasMailCatcher);
  process.send?.({ mailCatcherUrl: mail.mailCatcherUrl });
}

function requireSettings(): Settings {
  const reading = readSettings(process.env);
  if (reading.ok) return reading.settings;
  throw new StartupProblem(reading.problems.join("\n"));
}

async function mailCatcherAddresses(): Promise<{ smtpUrl: string; mailCatcherUrl: string }> {
  const smtpPort = await choosePort(1025);
  const apiPort = await choosePort(1080);
  return { smtpUrl: `smtp://127.0.0.1:${smtpPort}`, mailCatcherUrl: `http://127.0.0.1:${apiPort}` };
}

function sayReady({ appUrl, mode }: Settings, hasMailCatcher: boolean): void {
  const lines = ["", `Paydesk is ready: ${appUrl}`];
  if (mode !== "production") {
    lines.push("Sign in as csr@demo.test, supervisor@demo.test, payments@demo.test or admin@demo.test");
    lines.push("Password: paydesk-demo");
  }
  if (hasMailCatcher) lines.push(`Mail that it sends: ${appUrl}/dev/inbox`);
  lines.push("Ctrl-C stops everything.", "");
  process.stdout.write(`${lines.join("\n")}\n`);
}
