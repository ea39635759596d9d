import { insideTransaction } from "@/lib/db/transaction";
import { findHold } from "@/lib/operations/notification/find-subjects";
import { followHold } from "@/lib/operations/notification/follow-hold";
import type { GatewayName } from "@/lib/payments/gateway";
import { systemContext, type WorkerContext } from "../worker-context";

export type InspectHoldPayload = { readonly storeId: string; readonly gateway: string; readonly reference: string };

/** Asks the gateway how a hold stands and follows its answer: after a release that found the money taken (RF-3). */
export async function runInspectHold(worker: WorkerContext, payload: InspectHoldPayload): Promise<string> {
  const { storeId, gateway, reference } = payload;
  const context = systemContext(worker, storeId, "inspect_hold", reference);
  const hold = await findHold(context, gateway, reference);
  if (!hold) return "unknown";
  if (insideTransaction()) throw new Error("a gateway is never called while a transaction is open");
  const state = await worker.gateway(gateway as GatewayName).readAuthorization(reference);
  if (state.kind === "silent") throw new Error("the gateway did not answer");
  const followed = await followHold(context, hold, state);
  return followed.ok && followed.value ? "corrected" : "agreed";
}
