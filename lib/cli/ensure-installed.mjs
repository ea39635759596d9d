import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const STAMP = "node_modules/.paydesk-installed";
const NPM_OWN_STAMP = "node_modules/.package-lock.json";
const OLDEST_NODE = [20, 19];

/** Installs what the lockfile names, unless that is what is installed already. Leaves the process when it cannot. */
export function ensureInstalled() {
  process.chdir(fileURLToPath(new URL("../..", import.meta.url)));
  refuseOldNode();
  const wanted = createHash("sha256").update(readFileSync("package-lock.json")).digest("hex");
  if (installedStamp() === wanted) return;
  if (!isInstalledByHand()) install();
  writeFileSync(STAMP, wanted);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(`Paydesk needs Node ${OLDEST_NODE.join(".")} or later; this is ${process.versions.node}.`);
}

function installedStamp() {
  return existsSync(STAMP) ? readFileSync(STAMP, "utf8") : null;
}

function isInstalledByHand() {
  if (existsSync(STAMP) || !existsSync(NPM_OWN_STAMP) || !existsSync("node_modules/.bin/tsx")) return false;
  return statSync(NPM_OWN_STAMP).mtimeMs >= statSync("package-lock.json").mtimeMs;
}

function install() {
  const startedAt = Date.now();
  process.stdout.write("› Packages: installing (a minute or two the first time)\n");
  let done = runNpm("ci");
  // `npm ci` refuses a lockfile that lacks another platform's optional package; `npm install` does not mind.
  if (done.stderr?.includes("EUSAGE")) done = runNpm("install", "--no-save");
  if (done.status !== 0) fail(`Packages could not be installed: ${reasonIn(done)}`);
  process.stdout.write(`✓ Packages: installed (${Math.round((Date.now() - startedAt) / 1000)} s)\n`);
}

function runNpm(...command) {
  const flags = [...command, "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  // With this set, Prisma's packages do not try to fetch an engine that is not used here.
  const options = { env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath }, encoding: "utf8" };
  const npm = process.env.npm_execpath;
  return npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...flags], options)
    : spawnSync("npm", flags, options);
}

function reasonIn({ error, stderr }) {
  if (error) return error.message;
  const lines = stderr.split("\n").filter((line) => line.startsWith("npm error") && !line.includes("A complete log"));
  return lines.slice(0, 3).join(" ").replaceAll("npm error ", "") || "npm gave no reason";
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
