import { logger } from "@/lib/config/logger";
import { governWorld } from "./governed-world";
import { openHouse } from "./life-setting";
import { type LifeReport, live } from "./live";
import { openSimulatedDatabase } from "./simulated-database";

/** What a process that lives lives is told to do: one life, or to end. */
export type LifeOrder = { readonly seed: number } | { readonly end: true };
export type LifeWork = { readonly serverUrl: string; readonly template: string; readonly steps: number };
/** Null: ready for a first life. */
export type LifeAnswer = LifeReport | null;

/** A process of its own, with a database of its own, that lives one seed after the other as `run-simulator.ts` deals them out. */
const work = JSON.parse(process.argv[2] ?? "") as LifeWork;
logger.level = "silent";
const database = await openSimulatedDatabase(work.serverUrl, work.template);
await openHouse(database);
process.on("message", async (order: LifeOrder) => {
  if ("end" in order) {
    await database.close();
    process.disconnect();
    return;
  }
  const governed = governWorld();
  answer(await live(database, governed, order.seed, work.steps).finally(() => governed.end()));
});
// From a keyboard the signal comes to all: whoever deals the lives ends this process, and says what was lived.
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});
process.on("disconnect", () => process.exit(0));
answer(null);

function answer(report: LifeAnswer): void {
  process.send?.(report);
}
