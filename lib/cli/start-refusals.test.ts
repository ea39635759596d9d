import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anyFreePort } from "@/lib/config/free-port";

let folder: string;
let ports: { PORT: string; SANDBOX_PORT: string };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "start-refusals-"));
  ports = { PORT: `${await anyFreePort()}`, SANDBOX_PORT: `${await anyFreePort()}` };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("npm start refuses in one line, with exit code 1", () => {
  it("a port that is in use, by its name", async () => {
    const squatter = await listenOn(Number(ports.SANDBOX_PORT));
    expect(await start({})).toBe(
      `Port ${ports.SANDBOX_PORT} is already in use: stop what uses it, or set SANDBOX_PORT to another.`,
    );
    squatter.close();
  });

  it("a wrong setting", async () => {
    expect(await start({ PAYDESK_MODE: "staging" })).toBe("PAYDESK_MODE must be demo, test or production.");
  });

  it("a data folder that is none", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(await start({ PAYDESK_DATA_DIR: join(file, "data") })).toMatch(
      /^The data folder .* a part of the path is not a folder\.$/,
    );
  });

  it("a database that does not answer, without its password", async () => {
    const address = `127.0.0.1:${await anyFreePort()}`;
    const line = await start({ DATABASE_URL: `postgresql://paydesk:hunter2@${address}/shop` });
    expect(line).toBe(
      `The database ${address}/shop of DATABASE_URL cannot be reached: connect ECONNREFUSED ${address}.`,
    );
  });

  it("a second start on the same data", async () => {
    const pid = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)", "run-paydesk"], { stdio: "ignore" });
    writeFileSync(join(folder, "paydesk.pid"), `${pid.pid}`);
    expect(await start({})).toBe(
      `Paydesk already runs on the data folder ${folder} (process ${pid.pid}): stop it first, or set PAYDESK_DATA_DIR.`,
    );
    pid.kill();
  });
});

/** Answers the one line of standard error. */
function start(env: Record<string, string>): Promise<string> {
  const args = ["--disable-warning=ExperimentalWarning", "--import", "tsx", "lib/cli/run-paydesk.ts"];
  const surroundings = { PATH: process.env.PATH ?? "", NODE_ENV: "production" as const };
  const child = spawn(process.execPath, args, { env: { ...surroundings, PAYDESK_DATA_DIR: folder, ...ports, ...env } });
  let stderr = "";
  child.stderr.on("data", (chunk) => {
    stderr += chunk;
  });
  return new Promise((done, fail) => {
    child.once("close", (code) => {
      const lines = stderr.trim().split("\n");
      if (code !== 1 || lines.length !== 1) fail(new Error(`exit code ${code}: ${stderr}`));
      else done(lines[0] ?? "");
    });
  });
}

function listenOn(port: number): Promise<Server> {
  return new Promise((done) => {
    const server = createServer();
    server.listen(port, "127.0.0.1", () => done(server));
  });
}
