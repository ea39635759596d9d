import { recordComparison } from "@/lib/operations/reconciliation/record-comparison";
import type { GatewayName } from "@/lib/payments/gateway";
import { systemContext, type WorkerContext } from "../worker-context";

export type RecheckDifferencePayload = { readonly storeId: string; readonly differenceId: string };

/** Reads the gateway's side of one difference anew. */
export async function recheckDifference(worker: WorkerContext, payload: RecheckDifferencePayload): Promise<string> {
  const { storeId, differenceId } = payload;
  const context = systemContext(worker, storeId, "recheck_difference", differenceId);
  const found = await worker.pool.query<{ gateway: string; gateway_reference: string; run_id: string }>(
    "SELECT gateway, gateway_reference, run_id FROM reconciliation_differences WHERE store_id = $1 AND id = $2 AND status = 'open'",
    [storeId, differenceId],
  );
  const row = found.rows[0];
  if (!row) return "already_resolved";
  const read = await worker.gateway(row.gateway as GatewayName).books?.readHold(row.gateway_reference);
  if (read === undefined || read === "silent") throw new Error("the gateway did not answer");
  const open = await recordComparison(context, {
    gateway: row.gateway,
    runId: row.run_id,
    gatewayReference: row.gateway_reference,
    theirs: read === "unknown" ? null : read,
  });
  return open === 0 ? "agreed" : "still_different";
}
