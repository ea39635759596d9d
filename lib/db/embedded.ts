import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDataFolder } from "@/lib/config/data-folder";
import { anyFreePort } from "@/lib/config/free-port";
import { StartupProblem } from "@/lib/config/startup-problem";
import { type Account, commandAs, serverAccount } from "./embedded-account";
import { clusterPassword, EMBEDDED, embeddedUrl } from "./embedded-address";
import { loadBinaries, reachableBinaries } from "./embedded-binaries";
import { stopOrphan } from "./embedded-orphan";

export type EmbeddedPostgres = {
  readonly url: string;
  readonly pid: number;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** The folder of Paydesk's data; the cluster lies in its subfolder `postgres`. */
  readonly dataDir: string;
  /** Trades durability for speed. For databases that live as long as one test run. */
  readonly isThrowaway?: boolean;
};

/** Nothing of it has to outlive the server. */
const throwaway = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "bgwriter_lru_maxpages=0",
];
/** The name of a socket may have some hundred bytes, and ends with the port. */
const isShort = (folder: string) => Buffer.byteLength(folder) < 80;

const READY_LINE = "database system is ready to accept connections";

export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = openDataFolder(options.dataDir);
  const clusterDir = join(dataDir, "postgres");
  if (existsSync(clusterDir)) openDataFolder(clusterDir);
  const account = serverAccount(clusterDir);
  const binaries = reachableBinaries(await loadBinaries(), account);
  const password = clusterPassword(dataDir);
  if (!existsSync(join(clusterDir, "PG_VERSION"))) initialise({ dataDir, account, initdb: binaries.initdb });
  await stopOrphan(clusterDir);

  const port = await anyFreePort();
  const url = embeddedUrl(port, password);
  const flags = ["-D", clusterDir, "-p", `${port}`, "-h", "127.0.0.1"];
  flags.push("-c", "max_connections=200", "-c", "timezone=UTC", "-c", "log_timezone=UTC");
  flags.push("-c", `unix_socket_directories=${options.isThrowaway && isShort(clusterDir) ? clusterDir : ""}`);
  if (options.isThrowaway) for (const setting of throwaway) flags.push("-c", setting);
  const command = commandAs(account, binaries.postgres, flags);
  // Its own process group: Ctrl-C must reach the database last, after everything that writes to it.
  // A throwaway one stays in the group of its test run, and ends with it.
  const server = spawn(command.file, command.args, {
    ...command.options,
    stdio: ["ignore", "ignore", "pipe"],
    detached: !options.isThrowaway,
  });
  const exited = new Promise<void>((done) => server.once("exit", () => done()));
  await untilReady(server);
  server.stderr.resume();
  await ensureDatabase(url);
  return { url, pid: server.pid ?? 0, exited, stop: () => stopServer(server, exited) };
}

type NewCluster = { dataDir: string; account: Account; initdb: string };

function initialise({ dataDir, account, initdb }: NewCluster): void {
  const clusterDir = join(dataDir, "postgres");
  const passwordFile = join(dataDir, EMBEDDED.passwordFile);
  // A first start that was interrupted leaves a folder that initdb refuses.
  rmSync(clusterDir, { recursive: true, force: true });
  mkdirSync(clusterDir, { mode: 0o700 });
  if (account.kind !== "self") {
    for (const path of [clusterDir, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const flags = [
    `--pgdata=${clusterDir}`,
    "--auth=scram-sha-256",
    `--username=${EMBEDDED.user}`,
    `--pwfile=${passwordFile}`,
  ];
  const command = commandAs(account, initdb, [...flags, "--encoding=UTF8", "--locale=C.UTF-8"]);
  try {
    execFileSync(command.file, command.args, { ...command.options, stdio: ["ignore", "ignore", "pipe"] });
  } catch (cause) {
    rmSync(clusterDir, { recursive: true, force: true });
    throw new StartupProblem(`The embedded database could not be created: ${lastLine(stderrOf(cause))}`);
  }
}

function stderrOf(cause: unknown): string {
  return cause instanceof Error && "stderr" in cause ? String(cause.stderr) : String(cause);
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "no reason given";
}

function untilReady(server: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let log = "";
    const onData = (chunk: Buffer) => {
      log += chunk.toString();
      if (log.includes(READY_LINE)) {
        server.stderr?.off("data", onData);
        done();
      }
    };
    server.stderr?.on("data", onData);
    server.once("error", fail);
    server.once("exit", () => fail(new StartupProblem(`The embedded database did not start: ${lastLine(log)}`)));
  });
}

async function ensureDatabase(url: string): Promise<void> {
  const { Client } = (await import("pg")).default;
  const client = new Client({ connectionString: url.replace(/\/[^/]*$/, "/postgres") });
  await client.connect();
  try {
    const found = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [EMBEDDED.database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${EMBEDDED.database}`);
  } finally {
    await client.end();
  }
}

async function stopServer(server: ChildProcess, exited: Promise<void>): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) server.kill("SIGINT");
  await exited;
}
