import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

/** `npm run test:mutants -- lib/payments/ledger.ts`: changes the rules one small thing at a time, in all of lib/payments or in the files named, and counts which changes a unit test notices. */
const { positionals } = parseArgs({ allowPositionals: true });
const files = positionals.length > 0 ? ["--mutate", positionals.join(",")] : [];
const { status } = spawnSync(
  process.execPath,
  ["node_modules/@stryker-mutator/core/bin/stryker.js", "run", "stryker.config.json", ...files],
  { stdio: "inherit" },
);
process.exit(status ?? 1);
