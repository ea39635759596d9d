import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import { loadStore } from "@/lib/db/stores/store-store";
import { toMoment } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import { enquiryLadderOf } from "@/lib/payments/enquiry-ladder";
import type { GatewayOperation } from "@/lib/payments/gateway";
import type { Result } from "@/lib/payments/result";
import { decideSettlement, type SettleRefusal, type Verdict } from "@/lib/payments/settling";

/** Asks the rule whether evidence may settle this attempt now, by the store's own ladder. */
export async function judgeSettlement(
  tx: Tx,
  attempt: AttemptRow,
  verdict: Verdict,
): Promise<Result<null, SettleRefusal>> {
  const { settings } = await loadStore(tx, attempt.storeId);
  const call = {
    status: attempt.status,
    operation: attempt.operation as GatewayOperation,
    since: toMoment(attempt.startedAt ?? attempt.requestedAt),
    asked: attempt.enquiryCount - 1,
  };
  return decideSettlement(call, verdict, tx.now, enquiryLadderOf(settings));
}
