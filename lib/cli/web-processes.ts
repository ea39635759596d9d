import cluster, { type Worker } from "node:cluster";
import { settings } from "@/lib/config/env";
import { logger } from "@/lib/config/logger";
import { runCommand } from "./run-command";

const NEXT = "node_modules/next/dist/bin/next";
/** A process that ends sooner than this never ran; starting it again would end the same. */
const YOUNG_MS = 10_000;

/**
 * The web server, one process per processor behind one port: making a page is work, and a process does it on one processor only. What one of them
 * tells its siblings (lib/server/siblings.ts) passes through here.
 */
await runCommand(async () => {
  // Collecting all of the heap makes every page wait that is being made. The bound decides how far it may grow before that: at 512 MB it was done twelve times
  // for 800 pages, at 2 GB (of which some 400 are used) once, and one page in twenty took 1.5 times the usual instead of 2.2. The young are collected in small rounds.
  cluster.setupPrimary({
    exec: NEXT,
    args: ["start"],
    execArgv: ["--max-old-space-size=2048", "--max-semi-space-size=16"],
  });
  cluster.on("message", relay);
  let isStopping = false;
  const ended = Array.from({ length: settings().webProcesses }, async () => {
    while (!isStopping) {
      const startedAt = performance.now();
      const code = await endOf(cluster.fork());
      if (isStopping) return;
      if (performance.now() - startedAt < YOUNG_MS) throw new Error(`a web process ended at once (exit code ${code})`);
      logger.error({ exitCode: code }, "a web process ended and is started again");
    }
  });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      isStopping = true;
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill("SIGTERM");
    });
  }
  await Promise.all(ended);
  process.exit(0);
});

function endOf(worker: Worker): Promise<number> {
  return new Promise((done) => worker.once("exit", (code) => done(code ?? 1)));
}

function relay(from: Worker, message: unknown): void {
  for (const worker of Object.values(cluster.workers ?? {})) {
    if (worker && worker.id !== from.id && worker.isConnected()) worker.send(message as object);
  }
}
