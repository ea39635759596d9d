import { insideTransaction } from "@/lib/db/transaction";
import { loadHostedSession, syncHostedPage } from "@/lib/operations/approval/sync-hosted-page";
import type { GatewayName } from "@/lib/payments/gateway";
import { systemContext, type WorkerContext } from "../worker-context";

export type SyncHostedPagePayload = { readonly storeId: string; readonly hostedSessionId: string };

/** Asks the gateway how its page stands. The customer's return, a notification and the closing of a page all end here (DC-7). */
export async function runSyncHostedPage(worker: WorkerContext, payload: SyncHostedPagePayload): Promise<string> {
  const { storeId, hostedSessionId } = payload;
  const context = systemContext(worker, storeId, "sync_hosted_page", hostedSessionId);
  const session = await loadHostedSession(context, hostedSessionId);
  if (!session) return "unknown";
  if (session.gatewayReference === null) {
    if (session.status !== "requested") return "never_opened";
    throw new Error("the page is still being opened");
  }
  if (insideTransaction()) throw new Error("a gateway is never called while a transaction is open");
  const state = await worker.gateway(session.gateway as GatewayName).readHostedPage(session.gatewayReference);
  return syncHostedPage(context, session, state);
}
