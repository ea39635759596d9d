import { Client } from "pg";
import { StartupProblem } from "@/lib/config/startup-problem";

const TIMEOUT_MS = 5_000;

/** Refuses, in one line and without the password, a database that does not answer. */
export async function requireReachable(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: TIMEOUT_MS });
  // A connection that breaks while it is made is told twice; the second time as an event.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (cause) {
    const { host, pathname } = new URL(databaseUrl);
    throw new StartupProblem(`The database ${host}${pathname} of DATABASE_URL cannot be reached: ${reasonOf(cause)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof AggregateError) return reasonOf(cause.errors[0]);
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.split("\n")[0]?.replace(/\.$/, "") ?? "no reason given";
}
