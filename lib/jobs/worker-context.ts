import type { Pool } from "pg";
import type { OperationContext } from "@/lib/operations/operation-context";
import type { Gateway, GatewayName } from "@/lib/payments/gateway";

/** What tasks are given: the database and the gateways. The one place where money moves. */
export type WorkerContext = {
  readonly pool: Pool;
  gateway(name: GatewayName): Gateway;
};

/** An operation that the house itself runs, on behalf of a job. */
export function systemContext(
  worker: WorkerContext,
  storeId: string,
  job: string,
  correlationId: string,
): OperationContext {
  return { pool: worker.pool, storeId, actor: { kind: "system", job }, correlationId };
}
