import { recordEvent, recordLedger } from "@/lib/db/stores/history-store";
import { toMoney } from "@/lib/db/to-domain";
import type { Authorization } from "@/lib/payments/authorization";
import { isExpired } from "@/lib/payments/authorization-window";
import { authorizationAfter } from "@/lib/payments/authorizing";
import { holdRest } from "@/lib/payments/holds";
import { releasedEntries } from "@/lib/payments/ledger";
import type { OrderChange } from "../change-order";

/** A hold whose time has passed ends by our own clock, without a notification and without a person (H20). Answers whether it ended now. */
export async function expireHold(
  { tx, order, author }: Pick<OrderChange, "tx" | "order" | "author">,
  hold: Authorization,
): Promise<boolean> {
  if (!isExpired(hold, tx.now) || hold.reserved.amountMinor > 0n) return false;
  const status = authorizationAfter(hold.status, "expired");
  if (status === undefined) return false;
  await tx.rows(
    "UPDATE authorizations SET status = $3, ended_at = $4, version = version + 1 WHERE store_id = $1 AND id = $2 AND status = $5",
    [order.storeId, hold.id, status, new Date(tx.now), hold.status],
  );
  const rest = holdRest(hold);
  await recordLedger(
    tx,
    order.storeId,
    order.id,
    hold.id,
    releasedEntries(toMoney(rest.amountMinor, rest.currency), hold.gateway),
  );
  await recordEvent(tx, author, order.id, "authorization_expired", {
    authorizationId: hold.id,
    paymentMethodId: hold.paymentMethodId,
    amountMinor: rest.amountMinor.toString(),
    currency: rest.currency,
    expirySource: hold.expirySource,
  });
  return true;
}
