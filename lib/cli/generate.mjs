import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const cli = fileURLToPath(import.meta.resolve("prisma/build/index.js"));
// Generating needs no schema engine, but the command fetches one unless it is told of an existing file.
const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" };
const done = spawnSync(process.execPath, [cli, "generate", "--no-hints", ...process.argv.slice(2)], {
  env,
  stdio: "inherit",
});
process.exit(done.status ?? 1);
