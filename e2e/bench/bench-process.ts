import { type ChildProcess, spawn } from "node:child_process";

export type BenchProcess = {
  readonly pid: number;
  readonly output: () => string;
  readonly exited: Promise<number>;
  stop(): Promise<void>;
};

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});
process.on("SIGTERM", () => process.exit(1));

const KEPT_START = 2_000;
const KEPT_END = 20_000;

/** Runs one of the product's own programs, or a program of the bench, and ends it with the bench. */
export function startProcess(args: readonly string[], env: Readonly<Record<string, string>>): BenchProcess {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  let output = "";
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
    // The start says that it was ready, the end why it died.
    if (output.length > KEPT_START + KEPT_END) output = output.slice(0, KEPT_START) + output.slice(-KEPT_END);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  const exited = new Promise<number>((done) => {
    child.once("exit", (code) => {
      running.delete(child);
      done(code ?? 1);
    });
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    exited,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
      await exited;
    },
  };
}

export function startScript(
  file: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): BenchProcess {
  return startProcess(["--import", "tsx", file, ...args], env);
}

/** Waits until a condition holds; fails when the process has ended first or patience has. */
export async function until(
  isSo: () => Promise<boolean>,
  {
    of,
    what,
    patienceMs = 120_000,
    everyMs = 100,
  }: { of?: BenchProcess; what: string; patienceMs?: number; everyMs?: number },
): Promise<void> {
  let hasEnded = false;
  void of?.exited.then(() => {
    hasEnded = true;
  });
  const giveUpAt = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (hasEnded || performance.now() > giveUpAt) throw new Error(`${what}: did not happen\n${of?.output() ?? ""}`);
    await new Promise((done) => setTimeout(done, everyMs));
  }
}
