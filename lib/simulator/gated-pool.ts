import type { Pool, PoolClient } from "pg";
import { Journey } from "@/lib/db/journey";
import type { Scheduler } from "./scheduler";

/** The product's pool of connections, with the scheduler before each statement. */
export function gatedPool(pool: Pool, scheduler: Scheduler): Pool {
  const ids = new Map<string, string>();
  const idOf = async (orderNumber: string) => {
    const known = ids.get(orderNumber);
    if (known !== undefined) return known;
    const { rows } = await pool.query<{ id: string }>("SELECT id FROM orders WHERE order_number = $1", [orderNumber]);
    if (rows[0]) ids.set(orderNumber, rows[0].id);
    return rows[0]?.id ?? orderNumber;
  };
  const connect = async () => {
    const client = await pool.connect();
    scheduler.hold(client);
    return gatedClient(client, scheduler, idOf);
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

type IdOf = (orderNumber: string) => Promise<string>;

function gatedClient(client: PoolClient, scheduler: Scheduler, idOf: IdOf): PoolClient {
  let isInTransaction = false;
  return new Proxy(client, {
    get(target, key) {
      if (key === "query")
        return async (...args: unknown[]) => {
          const places = textsOf(args[0]).map(placeOf);
          const row = await orderToLock(args[0], idOf);
          await scheduler.gate(places.at(-1) ?? "", row === null ? null : { row, client: target });
          const isAny = (pattern: RegExp) => places.some((place) => pattern.test(place));
          if (isAny(/^BEGIN/i)) isInTransaction = true;
          // Inside a transaction, what is locked stays locked until its end.
          const mayUnlock = !isInTransaction || isAny(/^(COMMIT|ROLLBACK)/i);
          const isEnd = isAny(/^(COMMIT|ROLLBACK(?! TO))/i);
          if (isEnd) isInTransaction = false;
          const run = () => {
            const answer = (target.query as (...args: unknown[]) => Promise<unknown>)(...args);
            const done = args[0] instanceof Journey ? args[0].answered : answer;
            return isEnd ? done.finally(() => scheduler.transactionEnded(target)) : done;
          };
          const answer = scheduler.statement(target, run, mayUnlock);
          // Who sent a journey hears of its end, good or bad, by the journey itself.
          return args[0] instanceof Journey
            ? answer.then(
                () => args[0],
                () => args[0],
              )
            : answer;
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

/** The order whose row a statement locks, where it locks one: that is where whoever changes an order meets the others. */
async function orderToLock(query: unknown, idOf: IdOf): Promise<string | null> {
  if (!(query instanceof Journey)) return null;
  const lock = query.statements.find(({ text }) => /FROM orders\b.*FOR UPDATE/s.test(text));
  if (!lock) return null;
  const value = String(lock.values[1]);
  return lock.text.includes("order_number =") ? idOf(value) : value;
}

function textsOf(query: unknown): string[] {
  if (query instanceof Journey) return query.statements.map(({ text }) => text);
  return [typeof query === "string" ? query : ((query as { text?: string } | undefined)?.text ?? "")];
}

function placeOf(text: string): string {
  return text.trim().slice(0, 40).replaceAll(/\s+/g, " ");
}
