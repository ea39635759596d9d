import { z } from "zod";
import { recordAudit } from "@/lib/db/stores/history-store";
import { grantBalance, lockBalance, readBalance } from "@/lib/db/stores/house-balance-store";
import { toMoney } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import type { BalanceState } from "@/lib/payments/house-movements";
import { isPositive } from "@/lib/payments/money";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import { currencySchema, minorUnitsSchema, textSchema } from "../input-schemas";
import type { OperationContext } from "../operation-context";

export const recordCreditPaymentInput = z.strictObject({
  externalId: textSchema(100),
  amountMinor: minorUnitsSchema,
  currency: currencySchema,
  reference: textSchema(80),
});
export type RecordCreditPaymentRefusal =
  | "invalid_amount"
  | "account_not_found"
  | "no_credit_line"
  | "currency_mismatch"
  | "reference_already_used";

/** A customer paid what they owe on their line of credit: as much of it can be used again. `reference` is the payment's own; the same one twice is one payment. */
export async function recordCreditPayment(
  context: OperationContext,
  input: z.output<typeof recordCreditPaymentInput>,
): Promise<Result<BalanceState, RecordCreditPaymentRefusal>> {
  const amount = toMoney(input.amountMinor, input.currency);
  if (!isPositive(amount)) return refused("invalid_amount");
  return transaction(context.pool, async (tx): Promise<Result<BalanceState, RecordCreditPaymentRefusal>> => {
    const { storeId } = context;
    const [account] = await tx.select("accounts", { storeId, externalId: input.externalId });
    if (!account) return refused("account_not_found");
    const line = await lockBalance(tx, { storeId, kind: "customer_account", token: account.id });
    if (!line) return refused("no_credit_line");
    if (line.currency !== input.currency) return refused("currency_mismatch", line.currency);
    const granted = await grantBalance(tx, line, { amount, reference: input.reference, note: null });
    if (granted === "reference_already_used") return refused(granted);
    if (granted === "granted") {
      await recordAudit(tx, authorOf(context), {
        action: "account.credit_paid",
        subjectKind: "account",
        subjectId: account.id,
        before: { balanceMinor: line.balanceMinor.toString() },
        after: { balanceMinor: (line.balanceMinor + amount.amountMinor).toString(), reference: input.reference },
      });
    }
    return ok(await readBalance(tx, storeId, line.id));
  });
}
