import { recordAudit } from "@/lib/db/stores/history-store";
import { transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";
import { webhookSecret } from "./webhook-secret";

/** The secret by which a receiver knows our messages. Who looked at it is on record. */
export function showSecret(
  context: OperationContext,
  endpointId: string,
): Promise<Result<string, "endpoint_not_found">> {
  return transaction(context.pool, async (tx) => {
    const [endpoint] = await tx.select("webhook_endpoints", { storeId: context.storeId, id: endpointId });
    if (!endpoint || endpoint.status === "removed") return refused("endpoint_not_found");
    await recordAudit(tx, authorOf(context), {
      action: "webhook.secret_shown",
      subjectKind: "webhook_endpoint",
      subjectId: endpointId,
    });
    return ok(webhookSecret(endpoint, endpoint.secretNo));
  });
}
