import type { Pool, PoolClient } from "pg";

/** Reads through one snapshot of the database, so that parts of one answer cannot contradict each other. Changes nothing (I12). */
export async function inSnapshot<T>(pool: Pool, read: (snapshot: Pool) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return await read(asPool(client));
  } finally {
    await client.query("COMMIT").catch((error: Error) => {
      broken = error;
    });
    client.release(broken);
  }
}

/** Reads only ever call `query`. */
function asPool(client: PoolClient): Pool {
  return client as unknown as Pool;
}
