import { EventEmitter } from "node:events";
import { run, type WorkerEvents } from "graphile-worker";
import type { Pool } from "pg";
import { logger } from "@/lib/config/logger";
import { requestSweep } from "@/lib/operations/clock/carry-out-due-work";
import type { Gateway, GatewayName } from "@/lib/payments/gateway";
import { startHeartbeat } from "./heartbeat";
import { queueBatches } from "./queue-batches";
import { queueLogger } from "./queue-logger";
import { openQueuePool } from "./queue-pool";
import { makeTaskList } from "./task-list";
import type { WorkerContext } from "./worker-context";

export type WorkerOptions = {
  readonly pool: Pool;
  readonly gateways: ReadonlyMap<GatewayName, Gateway>;
  readonly concurrency?: number;
  readonly sweepEveryMs?: number;
};

/** Starts one worker process' share of the background work; as many may run as wanted, against one database. */
export async function runWorker({
  pool,
  gateways,
  concurrency = 8,
  sweepEveryMs = 5_000,
}: WorkerOptions): Promise<{ stop(): Promise<void> }> {
  const worker: WorkerContext = { pool, gateway: (name) => gatewayNamed(gateways, name) };
  // The queue locks a job under the name of the pool that fetched it, not of the worker in it that carries it out.
  const lockNames = new Set<string>();
  const events = new EventEmitter() as WorkerEvents;
  events.on("pool:create", ({ workerPool }) => lockNames.add(workerPool.id));
  const queuePool = openQueuePool(pool, concurrency + 2);
  const runner = await run({
    pgPool: queuePool,
    taskList: makeTaskList(worker),
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
    events,
    logger: queueLogger,
    preset: { worker: queueBatches(concurrency) },
  });
  const heartbeat = startHeartbeat(pool, lockNames, (error) => logger.warn({ err: error }, "heartbeat failed"));
  const askForSweep = () =>
    void requestSweep(pool).catch((error) => logger.warn({ err: error }, "sweep could not be asked for"));
  askForSweep();
  const timer = setInterval(askForSweep, sweepEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await runner.stop();
      await heartbeat.stop();
      await queuePool.end();
    },
  };
}

function gatewayNamed(gateways: ReadonlyMap<GatewayName, Gateway>, name: GatewayName): Gateway {
  const gateway = gateways.get(name);
  if (!gateway) throw new Error(`no gateway ${name} is configured`);
  return gateway;
}
