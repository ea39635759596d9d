import type { Pool, PoolClient } from "pg";
import type { Scheduler } from "./scheduler";

/** The product's pool of connections, with the scheduler before each statement. */
export function gatedPool(pool: Pool, scheduler: Scheduler): Pool {
  const connect = async () => {
    const client = await pool.connect();
    scheduler.hold(client);
    return gatedClient(client, scheduler);
  };
  const query = async (...args: unknown[]) => {
    const client = await connect();
    try {
      return await (client.query as (...args: unknown[]) => Promise<unknown>)(...args);
    } finally {
      client.release();
    }
  };
  return new Proxy(pool, {
    get(target, key) {
      if (key === "connect") return connect;
      if (key === "query") return query;
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function gatedClient(client: PoolClient, scheduler: Scheduler): PoolClient {
  let isInTransaction = false;
  return new Proxy(client, {
    get(target, key) {
      if (key === "query")
        return async (...args: unknown[]) => {
          const place = placeOf(args[0]);
          await scheduler.gate(place);
          if (/^BEGIN/i.test(place)) isInTransaction = true;
          // Inside a transaction, what is locked stays locked until its end; outside, what only reads has locked nothing.
          const mayUnlock = isInTransaction ? /^(COMMIT|ROLLBACK)/i.test(place) : !/^SELECT/i.test(place);
          if (/^(COMMIT|ROLLBACK(?! TO))/i.test(place)) isInTransaction = false;
          const run = () => (target.query as (...args: unknown[]) => Promise<unknown>)(...args);
          return scheduler.statement(target, run, mayUnlock);
        };
      if (key === "release")
        return (error?: Error) => {
          scheduler.letGo(target);
          target.release(error);
        };
      const value = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function placeOf(statement: unknown): string {
  const text = typeof statement === "string" ? statement : ((statement as { text?: string } | undefined)?.text ?? "");
  return text.trim().slice(0, 40).replaceAll(/\s+/g, " ");
}
