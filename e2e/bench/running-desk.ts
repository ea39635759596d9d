import { type BenchProcess, startProcess, until } from "./bench-process";

export type RunningDesk = { readonly process: BenchProcess; readonly origin: string; readonly secondsToReady: number };

/** `npm start` on its own ports and data, in test mode; answers once it says that it is ready. */
export async function startDesk({
  port,
  dataDir,
  secret,
}: {
  port: number;
  dataDir: string;
  secret: string;
}): Promise<RunningDesk> {
  const startedAt = performance.now();
  const desk = startProcess(["lib/cli/start.mjs"], {
    NODE_ENV: "production",
    PAYDESK_MODE: "test",
    PAYDESK_DATA_DIR: dataDir,
    PORT: `${port}`,
    SANDBOX_PORT: `${port + 1}`,
    NEXTAUTH_SECRET: secret,
  });
  try {
    const isReady = async () => desk.output().includes("Paydesk is ready");
    await until(isReady, { of: desk, what: "npm start is ready", patienceMs: 600_000, everyMs: 20 });
  } catch (problem) {
    await desk.stop();
    throw problem;
  }
  const secondsToReady = (performance.now() - startedAt) / 1000;
  return { process: desk, origin: `http://localhost:${port}`, secondsToReady };
}
