import type { Settings } from "@/lib/config/env";
import { startEmbeddedPostgres } from "@/lib/db/embedded";
import { clearHalfLoaded, demoShopState } from "./demo-shop";
import { withProgress } from "./progress";
import { requireReachable } from "./reachable-database";
import type { Household } from "./teardown";

/** The database of DATABASE_URL once it has answered, else the embedded one, started. */
export async function provideDatabase(settings: Settings, options: Household): Promise<string> {
  const { databaseUrl: configured, dataDir, isProduction } = settings;
  if (configured) await withProgress("Database", () => requireReachable(configured), "reached");
  const url =
    configured ?? (await withProgress("Database", () => startOwn(dataDir, options), "embedded Postgres runs"));
  if (!isProduction && (await demoShopState(url)) === "loading") {
    const clear = () => clearHalfLoaded(url, { dataDir, isEmbedded: configured === null });
    await withProgress("Demo shop", clear, "an interrupted first start is cleared away");
  }
  return url;
}

async function startOwn(dataDir: string, { teardown, onFatal }: Household): Promise<string> {
  const server = await startEmbeddedPostgres({ dataDir });
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    return server.stop();
  };
  teardown.add({ stop });
  void server.exited.then(() => {
    if (!isStopping) onFatal("The embedded database ended unexpectedly.");
  });
  return server.url;
}
