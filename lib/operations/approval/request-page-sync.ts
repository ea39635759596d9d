import { transaction } from "@/lib/db/transaction";
import type { OperationContext } from "../operation-context";
import { syncLater } from "./end-approval";

/** The customer came back from the gateway's page: have the gateway asked now, without waiting for its notification (DC-7). */
export async function requestPageSync(context: OperationContext, hostedSessionId: string): Promise<void> {
  await transaction(context.pool, async (tx) => {
    const { storeId } = context;
    const [session] = await tx.select("hosted_sessions", { storeId, id: hostedSessionId });
    if (session?.status === "open") await syncLater(tx, session);
  });
}
