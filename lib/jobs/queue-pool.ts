import { Pool } from "pg";
import { IDLE_IN_TRANSACTION_TIMEOUT_MS, STATEMENT_TIMEOUT_MS } from "@/lib/db/client";

/**
 * Connections for the queue's own bookkeeping, with pg's default types. Ours read a 64-bit number as a bigint; the queue writes its job ids into JSON when a
 * job fails, which no bigint survives: the failure itself would fail, and the job would never be tried again (JB-2).
 */
export function openQueuePool(pool: Pool, maxConnections = 10): Pool {
  const { connectionString } = pool.options;
  const queuePool = new Pool({
    ...(connectionString !== undefined && { connectionString }),
    max: maxConnections,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    application_name: "paydesk-queue",
  });
  // Without a listener, a connection that the server closes while idle would end the process.
  queuePool.on("error", () => {});
  queuePool.on("connect", (client) => client.on("error", () => {}));
  return queuePool;
}
