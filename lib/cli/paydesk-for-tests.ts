import { spawn } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { anyFreePort } from "@/lib/config/free-port";
import { runningEmbeddedUrl } from "@/lib/db/embedded-address";

export type RunningPaydesk = {
  /** Where the parts are, as environment variables for the browser tests. */
  readonly env: Record<string, string>;
  stop(): Promise<void>;
};

const READY_LIMIT_MS = 5 * 60_000;
const API_KEY = "pk_test_browser_journeys";

/** Starts all of Paydesk as `npm start` does, in test mode, on free ports and an empty data folder. */
export async function startPaydeskForTests(logFile: string): Promise<RunningPaydesk> {
  const dataDir = mkdtempSync(join(tmpdir(), "paydesk-e2e-"));
  const [port, sandboxPort] = [await anyFreePort(), await anyFreePort()];
  const appUrl = `http://localhost:${port}`;
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", "--import", "tsx", "lib/cli/run-paydesk.ts"],
    {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      env: {
        ...ownEnvironment(),
        PAYDESK_MODE: "test",
        PAYDESK_DATA_DIR: dataDir,
        PAYDESK_API_KEY: API_KEY,
        // Long enough to be called back by a browser, short enough for those who wait for the mail.
        MAIL_HOLD_SECONDS: "5",
        APP_URL: appUrl,
        PORT: `${port}`,
        SANDBOX_PORT: `${sandboxPort}`,
      },
    },
  );
  const log = createWriteStream(logFile);
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const exited = new Promise<void>((done) => child.once("exit", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  };
  const mailCatcherUrl = await readyMessage(child, exited).catch(async (cause: Error) => {
    await stop();
    throw new Error(`${cause.message}\n${readFileSync(logFile, "utf8").slice(-4_000)}`);
  });
  const env = {
    E2E_BASE_URL: appUrl,
    E2E_API_KEY: API_KEY,
    E2E_SANDBOX_URL: `http://127.0.0.1:${sandboxPort}`,
    E2E_MAIL_URL: mailCatcherUrl,
    E2E_DATABASE_URL: runningEmbeddedUrl(dataDir) ?? "",
  };
  return { env, stop };
}

/** The operator's own addresses must not leak into a test: it would work on his database. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(DATABASE_URL|SMTP_|STRIPE_|PAYPAL_|MAIL_|NEXTAUTH_|SANDBOX_|PAYDESK_)/.test(name),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: "production" };
}

function readyMessage(child: ReturnType<typeof spawn>, exited: Promise<void>): Promise<string> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error("Paydesk was not ready in time.")), READY_LIMIT_MS);
    child.once("message", (message: { mailCatcherUrl: string }) => {
      clearTimeout(timer);
      done(message.mailCatcherUrl);
    });
    void exited.then(() => {
      clearTimeout(timer);
      fail(new Error("Paydesk ended while it started."));
    });
  });
}
