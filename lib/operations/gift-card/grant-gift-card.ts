import { z } from "zod";
import { lockName } from "@/lib/db/lock-name";
import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import { grantBalance, lockBalance, readBalance } from "@/lib/db/stores/house-balance-store";
import { toDate, toMoney } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import type { BalanceState } from "@/lib/payments/house-movements";
import { isPositive } from "@/lib/payments/money";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import { currencySchema, minorUnitsSchema, textSchema, tokenSchema } from "../input-schemas";
import type { OperationContext } from "../operation-context";

export const grantGiftCardInput = z.strictObject({
  cardToken: tokenSchema,
  amountMinor: minorUnitsSchema,
  currency: currencySchema,
  reference: textSchema(80),
  account: textSchema(100).optional(),
  last4: z
    .string()
    .regex(/^\d{4}$/, { error: "must be four digits" })
    .optional(),
  reason: textSchema(200).optional(),
});
export type GrantGiftCardInput = z.output<typeof grantGiftCardInput>;
export type GrantGiftCardRefusal =
  | "invalid_amount"
  | "account_not_found"
  | "currency_mismatch"
  | "reference_already_used";
export type BalanceAnswer = BalanceState & { readonly isNew: boolean };

/**
 * Puts money on a gift card, which the first grant issues. `reference` is the shop's own name for the sale or the goodwill behind it: the same one again does
 * nothing more, and with another amount it is refused. The card keeps the currency of its first grant.
 */
export async function grantGiftCard(
  context: OperationContext,
  input: GrantGiftCardInput,
): Promise<Result<BalanceAnswer, GrantGiftCardRefusal>> {
  const amount = toMoney(input.amountMinor, input.currency);
  if (!isPositive(amount)) return refused("invalid_amount");
  return transaction(context.pool, async (tx): Promise<Result<BalanceAnswer, GrantGiftCardRefusal>> => {
    const { storeId } = context;
    const key = { storeId, kind: "stored_value", token: input.cardToken };
    await lockName(tx, "gift_card", storeId, input.cardToken);
    const [account] = input.account ? await tx.select("accounts", { storeId, externalId: input.account }) : [];
    if (input.account && !account) return refused("account_not_found", input.account);
    const known = await lockBalance(tx, key);
    if (known && known.currency !== input.currency) return refused("currency_mismatch", known.currency);
    if (!known) {
      await tx.insert("house_balances", {
        ...key,
        id: newId("hb"),
        accountId: account?.id ?? null,
        last4: input.last4 ?? /\d{4}$/.exec(input.cardToken)?.[0] ?? null,
        currency: input.currency,
        createdAt: toDate(tx.now),
      });
    }
    const card = known ?? (await lockBalance(tx, key));
    if (!card) throw new Error("the gift card was not kept");
    const granted = await grantBalance(tx, card, { amount, reference: input.reference, note: input.reason ?? null });
    if (granted === "reference_already_used") return refused(granted);
    if (granted === "granted") {
      await recordAudit(tx, authorOf(context), {
        action: "gift_card.granted",
        subjectKind: "gift_card",
        subjectId: card.id,
        reason: input.reason ?? null,
        before: { balanceMinor: card.balanceMinor.toString() },
        after: { balanceMinor: (card.balanceMinor + amount.amountMinor).toString(), reference: input.reference },
      });
    }
    return ok({ isNew: !known, ...(await readBalance(tx, storeId, card.id)) });
  });
}
