import { type ChildProcess, spawn } from "node:child_process";
import type { ChildLogs } from "./child-logs";

export type Program = { readonly name: string; readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv };

export type RunningChild = {
  readonly pid: number;
  readonly exited: Promise<number>;
  stop(): Promise<void>;
  kill(): void;
};

const GRACE_MS = 20_000;

export function startChild(program: Program, logs: ChildLogs): RunningChild {
  const child = spawn(process.execPath, ["--import", "./lib/cli/follow-parent.mjs", ...program.args], {
    env: { ...program.env, PAYDESK_STARTER: `${process.pid}` },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A group of its own: Ctrl-C reaches only the starter, which stops its children in order.
    detached: true,
  });
  if (child.stdout) logs.follow(program.name, child.stdout);
  if (child.stderr) logs.follow(program.name, child.stderr);
  const exited = new Promise<number>((done) => {
    child.once("error", () => done(1));
    child.once("exit", (code) => done(code ?? 1));
  });
  return {
    pid: child.pid ?? 0,
    exited,
    stop: () => stopChild(child, exited),
    kill: () => signalGroup(child, "SIGKILL"),
  };
}

/** Runs a program to its end; answers its exit code. */
export async function runChild(
  program: Program,
  logs: ChildLogs,
  teardown: { add(child: RunningChild): void },
): Promise<number> {
  const child = startChild(program, logs);
  teardown.add(child);
  return child.exited;
}

async function stopChild(child: ChildProcess, exited: Promise<number>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const force = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS);
  await exited;
  clearTimeout(force);
  // What the program itself started, if it left anything.
  signalGroup(child, "SIGKILL");
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
