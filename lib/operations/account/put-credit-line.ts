import { newId } from "@/lib/db/new-id";
import { lockBalance } from "@/lib/db/stores/house-balance-store";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";

export type CreditLine = { readonly amountMinor: bigint; readonly currency: string };

/**
 * Gives a customer the line of credit that the shop agreed with them; none leaves a limit of zero. A limit under what is owed and held stops new credit at once and
 * takes hold as the debt is paid. False where the line is in use in another currency.
 */
export async function putCreditLine(
  tx: Tx,
  account: { readonly storeId: string; readonly id: string; readonly externalId: string },
  line: CreditLine | null,
): Promise<boolean> {
  const { storeId } = account;
  const key = { storeId, kind: "customer_account", token: account.id };
  const known = await lockBalance(tx, key);
  if (!known) {
    if (line === null) return true;
    await tx.insert("house_balances", {
      ...key,
      id: newId("hb"),
      accountId: account.id,
      last4: /\d{4}$/.exec(account.externalId)?.[0] ?? null,
      currency: line.currency,
      limitMinor: line.amountMinor,
      agreedLimitMinor: line.amountMinor,
      createdAt: toDate(tx.now),
    });
    return true;
  }
  const currency = line?.currency ?? known.currency;
  if (currency !== known.currency) {
    const [used] = await tx.select("house_movements", { storeId, balanceId: known.id }, { limit: 1 });
    if (used) return false;
  }
  const agreedLimitMinor = line?.amountMinor ?? 0n;
  const inUse = known.heldMinor - known.balanceMinor;
  const limitMinor = agreedLimitMinor > inUse ? agreedLimitMinor : inUse;
  await tx.update("house_balances", { storeId, id: known.id }, { currency, agreedLimitMinor, limitMinor });
  return true;
}
