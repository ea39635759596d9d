import { settings } from "@/lib/config/env";
import { startEmbeddedPostgres } from "@/lib/db/embedded";
import { runningEmbeddedUrl } from "@/lib/db/embedded-address";

/** The configured database, else the embedded one: the one that runs, or one started for this command. */
export async function withDatabase<T>(use: (url: string) => Promise<T>): Promise<T> {
  const { databaseUrl: configured, dataDir } = settings();
  if (configured) return use(configured);
  const running = runningEmbeddedUrl(dataDir);
  if (running) return use(running);
  const database = await startEmbeddedPostgres({ dataDir });
  try {
    return await use(database.url);
  } finally {
    await database.stop();
  }
}
