import { spawn } from "node:child_process";

type Options = { readonly env?: NodeJS.ProcessEnv; readonly limitMs: number };

export type CommandResult = {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly isTimedOut: boolean;
};

/** Runs a command on the pinned Node to its end, or ends it and all that it started when its time is over. */
export function timedCommand(args: readonly string[], { env = process.env, limitMs }: Options): Promise<CommandResult> {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let stdout = "";
  let stderr = "";
  let isTimedOut = false;
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
  });
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  const endGroup = () => {
    try {
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    } catch {
      // Ended by itself meanwhile.
    }
  };
  const timer = setTimeout(() => {
    isTimedOut = true;
    endGroup();
  }, limitMs);
  process.once("exit", endGroup);
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) => {
      clearTimeout(timer);
      process.off("exit", endGroup);
      if (isTimedOut) stderr += `\nStopped after ${limitMs / 60_000} minutes.`;
      done({ exitCode: code ?? 1, stdout, stderr, isTimedOut });
    });
  });
}

const LONGEST_NOTES = 12_000;

export function outputOf({ stdout, stderr }: CommandResult): string {
  const text = `${stdout.trim()}\n${stderr.trim()}`.trim();
  return text.length <= LONGEST_NOTES ? text : `…\n${text.slice(-LONGEST_NOTES)}`;
}
