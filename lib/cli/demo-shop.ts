import { rmSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { StartupProblem } from "@/lib/config/startup-problem";

/** How far the demo shop is. A comment on the schema remembers it, so that an interrupted load is not taken for a shop. */
export type DemoShopState = "absent" | "loading" | "loaded";

const MARK = "paydesk demo shop: ";

export async function demoShopState(databaseUrl: string): Promise<DemoShopState> {
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(
      "SELECT obj_description('public'::regnamespace, 'pg_namespace') AS mark, to_regclass('public.orders') IS NOT NULL AS has_orders",
    );
    const mark = String(rows[0].mark ?? "");
    if (mark.startsWith(MARK)) return mark === `${MARK}loaded` ? "loaded" : "loading";
    if (!rows[0].has_orders) return "absent";
    const orders = await client.query("SELECT EXISTS (SELECT FROM orders) AS any");
    return orders.rows[0].any ? "loaded" : "absent";
  });
}

export async function rememberDemoShop(databaseUrl: string, state: DemoShopState): Promise<void> {
  await withClient(databaseUrl, (client) => client.query(`COMMENT ON SCHEMA public IS '${MARK}${state}'`));
}

/** Empties an embedded database whose first load was interrupted, with what the sandbox and the inbox hold of it. */
export async function clearHalfLoaded(
  databaseUrl: string,
  options: { dataDir: string; isEmbedded: boolean },
): Promise<void> {
  if (!options.isEmbedded) {
    throw new StartupProblem(
      "The demo shop was loaded only in part: empty the database of DATABASE_URL and start again.",
    );
  }
  const server = new URL(databaseUrl);
  const name = server.pathname.slice(1);
  server.pathname = "/postgres";
  await withClient(server.href, async (client) => {
    await client.query(`DROP DATABASE "${name}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}"`);
  });
  for (const path of ["sandbox.json", "mail"]) rmSync(join(options.dataDir, path), { recursive: true, force: true });
}

async function withClient<T>(databaseUrl: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
