import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { StartupProblem } from "@/lib/config/startup-problem";
import type { ChildLogs } from "./child-logs";
import type { RunningChild } from "./child-process";

const POLL_MS = 150;
const PATIENCE_MS = 180_000;

type Awaited = { readonly name: string; readonly child?: RunningChild; readonly logs: ChildLogs };

export async function untilListening(port: number, awaited: Awaited): Promise<void> {
  await until(() => canConnect(port), awaited);
}

type Health = { readonly worker?: { readonly status: string } } | undefined;

/** Ready is: the web process answers, and it has heard of a worker. */
export async function untilHealthy(url: string, awaited: Awaited): Promise<void> {
  await until(async () => {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    const health: Health = await response?.json().catch(() => ({}));
    return response?.ok === true && health?.worker?.status === "ok";
  }, awaited);
}

async function until(isReady: () => Promise<boolean>, { name, child, logs }: Awaited): Promise<void> {
  let hasEnded = false;
  void child?.exited.then(() => {
    hasEnded = true;
  });
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await isReady())) {
    if (hasEnded) throw new StartupProblem(`The ${name} ended while it started: ${logs.lastError(name)}`);
    if (performance.now() > giveUpAt) {
      throw new StartupProblem(`The ${name} was not ready after ${PATIENCE_MS / 1000} s: ${logs.lastError(name)}`);
    }
    await sleep(POLL_MS);
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => done(false));
    socket.once("connect", () => {
      socket.destroy();
      done(true);
    });
  });
}
