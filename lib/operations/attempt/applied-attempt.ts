import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import type { Author } from "@/lib/db/stores/history-store";
import type { LoadedOrder } from "@/lib/db/stores/order-store";
import type { Tx } from "@/lib/db/transaction";
import type { GatewayOperation, GatewayOperations, GatewayOutcome } from "@/lib/payments/gateway";

/** What an outcome is applied to: the open transaction, the order under its lock as it was before, the attempt, and what the gateway said. */
export type AppliedAttempt<O extends GatewayOperation = GatewayOperation> = {
  readonly tx: Tx;
  readonly author: Author;
  readonly loaded: LoadedOrder;
  readonly attempt: AttemptRow;
  readonly outcome: GatewayOutcome<GatewayOperations[O]["facts"]>;
};
