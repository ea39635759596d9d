import { connectDatabase } from "@/lib/db/client";

/** What a small transaction costs here: update, select and insert between BEGIN and COMMIT, as the simple update of TPC-B has them. */
const [url = "", seconds = "5", clients = "8", accounts = "100000"] = process.argv.slice(2);
const database = connectDatabase(url, { maxConnections: Number(clients) });
const endAt = performance.now() + Number(seconds) * 1000;

const counts = await Promise.all(Array.from({ length: Number(clients) }, runClient));
console.log(counts.reduce((sum, each) => sum + each, 0));
await database.close();

async function runClient(): Promise<number> {
  const client = await database.pool.connect();
  let count = 0;
  for (; performance.now() < endAt; count++) {
    const account = 1 + Math.floor(Math.random() * Number(accounts));
    const delta = Math.floor(Math.random() * 10_000) - 5_000;
    await client.query("BEGIN");
    await client.query("UPDATE bench.accounts SET abalance = abalance + $1 WHERE aid = $2", [delta, account]);
    await client.query("SELECT abalance FROM bench.accounts WHERE aid = $1", [account]);
    await client.query("INSERT INTO bench.history (aid, delta, mtime) VALUES ($1, $2, current_timestamp)", [
      account,
      delta,
    ]);
    await client.query("COMMIT");
  }
  client.release();
  return count;
}
