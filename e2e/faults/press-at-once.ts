import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

/** `npm run test:parallel -- --rounds 200`: each money command pressed fifty times at once, as the tests do it in two rounds, in as many as are asked for. */
const { values } = parseArgs({ options: { rounds: { type: "string", default: "200" } } });
const startedAt = performance.now();
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", "run", "--project", "db", "lib/jobs/fifty-at-once.db.test.ts", "--silent"],
  { stdio: "inherit", env: { ...process.env, PAYDESK_TEST_ROUNDS: values.rounds } },
);
console.log(`${values.rounds} rounds of each command, ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
process.exit(status ?? 1);
