import type { Pool, PoolClient } from "pg";
import { Journey } from "@/lib/db/journey";
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
          const places = textsOf(args[0]).map(placeOf);
          await scheduler.gate(places.at(-1) ?? "");
          const isAny = (pattern: RegExp) => places.some((place) => pattern.test(place));
          if (isAny(/^BEGIN/i)) isInTransaction = true;
          // Inside a transaction, what is locked stays locked until its end; outside, what only reads has locked nothing.
          const mayUnlock = isInTransaction ? isAny(/^(COMMIT|ROLLBACK)/i) : isAny(/^(?!SELECT)/i);
          if (isAny(/^(COMMIT|ROLLBACK(?! TO))/i)) isInTransaction = false;
          const run = () => {
            const answer = (target.query as (...args: unknown[]) => Promise<unknown>)(...args);
            return args[0] instanceof Journey ? args[0].answered : answer;
          };
          const answer = scheduler.statement(target, run, mayUnlock);
          // Who sent a journey hears of its failure by the journey itself.
          return args[0] instanceof Journey ? answer.catch(() => undefined) : answer;
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

function textsOf(query: unknown): string[] {
  if (query instanceof Journey) return query.statements.map(({ text }) => text);
  return [typeof query === "string" ? query : ((query as { text?: string } | undefined)?.text ?? "")];
}

function placeOf(text: string): string {
  return text.trim().slice(0, 40).replaceAll(/\s+/g, " ");
}
