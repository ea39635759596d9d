import { type Money, subtract, zero } from "@/lib/payments/money";
import type { ApiAttempt } from "@/lib/queries/api/attempt-row";
import type { ApiOrderRow } from "@/lib/queries/api/order-row";

type Cancelled = { before: ApiOrderRow; order: ApiOrderRow; attempts: ApiAttempt[] };

/** The order after cancelling, and the amount it fell by (S06). */
export function toCancelAnswer({ before, order, attempts }: Cancelled): {
  order: ApiOrderRow;
  cancelledAmount: Money;
  attempts: ApiAttempt[];
} {
  return { order, cancelledAmount: subtract(worthOf(before), worthOf(order)), attempts };
}

/** A cancelled order keeps its total for the record; it is worth nothing. */
function worthOf({ status, total }: ApiOrderRow): Money {
  return status === "cancelled" ? zero(total.currency) : total;
}
