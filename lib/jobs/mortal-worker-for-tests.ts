import type { Gateway } from "@/lib/payments/gateway";
import type { DeskForTests } from "./desk-for-tests";
import { makeTaskList } from "./task-list";

/** Where the process dies: before its call has left, or when the gateway has acted and its answer is on the way. */
export type Death = { readonly point: "before" | "between"; readonly call: number };
export type WaitingJob = { readonly task: string; readonly payload: unknown };

export type MortalWorker = {
  /** Runs one job until its end or its worker's death. Answers whether the worker died. */
  run(job: WaitingJob): Promise<boolean>;
  /** How many calls it has made to gateways. */
  calls(): number;
};

/**
 * A worker whose process dies at the given call to a gateway: from then on nothing of it goes on, no handler and no clean-up, as after SIGKILL. It holds no
 * transaction at that moment, since none may be open during a call.
 */
export function mortalWorker(desk: DeskForTests, death?: Death): MortalWorker {
  let calls = 0;
  let die: () => void = () => {};
  const dead = new Promise<true>((resolve) => {
    die = () => resolve(true);
  });
  const mortal =
    (real: (...args: never[]) => Promise<unknown>) =>
    async (...args: never[]): Promise<unknown> => {
      calls += 1;
      if (calls !== death?.call) return real(...args);
      if (death.point === "between") await real(...args);
      die();
      return new Promise(() => {});
    };
  const wrap = <T extends object>(real: T): T =>
    new Proxy(real, {
      get(target, key) {
        const value = Reflect.get(target, key);
        if (key === "books" && value) return wrap(value as object);
        return typeof value === "function" ? mortal(value.bind(target)) : value;
      },
    });
  const tasks = makeTaskList({
    pool: desk.database.pool,
    gateway: (name) => wrap(desk.gateways.get(name) as Gateway),
  });
  return {
    run({ task, payload }) {
      const work = tasks[task]?.(payload, { job: { id: "1", attempts: 1 } } as never);
      return Promise.race([dead, Promise.resolve(work).then(() => false)]);
    },
    calls: () => calls,
  };
}
