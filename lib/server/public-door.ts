import "server-only";
import { database, operationContext } from "@/lib/composition";
import type { OperationContext } from "@/lib/operations/operation-context";
import { countKnock, type KnockAnswer, type KnockLimit } from "@/lib/operations/session/count-knock";
import { correlationIdOf } from "./correlation";

/** Counts a knock at a door that needs no session, and says whether it may come in. */
export function limitKnocks(limit: KnockLimit): Promise<KnockAnswer> {
  return countKnock(database().pool, limit);
}

/** What an operation is given when a customer acts through the link in a mail. */
export function customerContext({
  storeId,
  approvalRequestId,
  headers,
}: {
  storeId: string;
  approvalRequestId: string;
  headers: Headers;
}): OperationContext {
  return operationContext({
    storeId,
    actor: { kind: "customer", approvalRequestId },
    correlationId: correlationIdOf(headers),
  });
}
