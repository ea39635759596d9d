import type { Settings } from "@/lib/config/env";
import { StartupProblem } from "@/lib/config/startup-problem";
import type { ChildLogs } from "./child-logs";
import { type Program, type RunningChild, runChild, startChild } from "./child-process";
import { demoShopState, rememberDemoShop } from "./demo-shop";
import { keepAlive } from "./kept-alive";
import { programFor } from "./programs";
import { announce, withProgress } from "./progress";
import type { Household } from "./teardown";
import { untilHealthy, untilListening } from "./until-ready";

export type Services = Household & {
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
  readonly logs: ChildLogs;
};

export async function startMailCatcher({ env, logs, teardown }: Services, apiUrl: string): Promise<void> {
  const start = async () => {
    teardown.add(keepAlive(programFor("mail catcher", env), logs));
    await untilListening(Number(new URL(apiUrl).port), { name: "mail catcher", logs });
  };
  await withProgress("Mail catcher", start, "listens");
}

export async function startSandbox(services: Services): Promise<void> {
  await withProgress(
    "Sandbox gateway",
    () => runSandbox(services, services.env),
    `http://127.0.0.1:${services.settings.sandboxPort}`,
  );
}

/** Fills an empty database through the operations and the sandbox, as a shop would have been filled over months. */
export async function loadDemoShop(services: Services, databaseUrl: string): Promise<void> {
  if ((await demoShopState(databaseUrl)) === "loaded") return;
  announce("Demo shop", "loading (a minute or two, the first time only)");
  const load = async () => {
    await rememberDemoShop(databaseUrl, "loading");
    // No page is there yet to take what the sandbox would tell.
    const { SANDBOX_WEBHOOK_URL: _, SANDBOX_PAYPAL_WEBHOOK_URL: __, ...env } = services.env;
    const sandbox = await runSandbox(services, env);
    const code = await runChild(programFor("demo shop", services.env), services.logs, services.teardown);
    if (code !== 0)
      throw new StartupProblem(`The demo shop could not be loaded: ${services.logs.lastError("demo shop")}`);
    await sandbox.stop();
    await rememberDemoShop(databaseUrl, "loaded");
  };
  await withProgress("Demo shop", load, "loaded");
}

export function startWorker({ env, logs, teardown }: Services): void {
  teardown.add(keepAlive(programFor("worker", env), logs));
}

export async function startWeb(services: Services, isDev: boolean): Promise<void> {
  const { settings, env, logs } = services;
  const start = async () => {
    const web = startVital(services, programFor(isDev ? "development web" : "web", env));
    await untilHealthy(`http://127.0.0.1:${settings.port}/api/health`, { name: "web", child: web, logs });
  };
  await withProgress("Web and worker", start, "run");
}

async function runSandbox(services: Services, env: NodeJS.ProcessEnv): Promise<RunningChild> {
  const child = startVital(services, programFor("sandbox", env));
  await untilListening(services.settings.sandboxPort, { name: "sandbox", child, logs: services.logs });
  return child;
}

/** Starts a program that nothing works without: when it ends by itself, everything ends. */
function startVital({ logs, teardown, onFatal }: Services, program: Program): RunningChild {
  const child = startChild(program, logs);
  let isStopping = false;
  const vital = {
    ...child,
    stop: () => {
      isStopping = true;
      return child.stop();
    },
  };
  teardown.add(vital);
  void child.exited.then((code) => {
    if (!isStopping)
      onFatal(`The ${program.name} ended unexpectedly (exit code ${code}): ${logs.lastError(program.name)}`);
  });
  return vital;
}
