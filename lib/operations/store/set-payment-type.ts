import { z } from "zod";
import { recordAudit } from "@/lib/db/stores/history-store";
import type { RowOf } from "@/lib/db/tables";
import { transaction } from "@/lib/db/transaction";
import { gatewayNames, methodKinds } from "@/lib/payments/gateway";
import { captureMeanings, gatewaysOfKind, meaningsOfGateway } from "@/lib/payments/payment-type";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

export const setPaymentTypeInput = z.strictObject({
  kind: z.enum(methodKinds),
  isEnabled: z.boolean().optional(),
  gateway: z.enum(gatewayNames).optional(),
  captureMeans: z.enum(captureMeanings).optional(),
  chargeSequence: z.number().int().min(0).max(98).optional(),
  isBatchable: z.boolean().optional(),
});
export type SetPaymentTypeInput = z.output<typeof setPaymentTypeInput>;
export type PaymentTypeState = Pick<
  RowOf<"payment_types">,
  "gateway" | "captureMeans" | "isEnabled" | "chargeSequence" | "isBatchable"
>;
export type SetPaymentTypeRefusal = "payment_type_not_found" | "gateway_not_possible" | "capture_meaning_not_possible";

/** Says whether a store takes a kind of payment, through which gateway, in which place it is charged and what its capture means (W07, W08, S27). What is left out stays. */
export async function setPaymentType(
  context: OperationContext,
  { kind, ...changes }: SetPaymentTypeInput,
): Promise<Result<PaymentTypeState, SetPaymentTypeRefusal>> {
  return transaction(context.pool, async (tx): Promise<Result<PaymentTypeState, SetPaymentTypeRefusal>> => {
    const key = { storeId: context.storeId, kind };
    const [known] = await tx.select("payment_types", key, { lock: true });
    if (!known) return refused("payment_type_not_found", kind);
    const gateway = gatewaysOfKind[kind].find((name) => name === (changes.gateway ?? known.gateway));
    if (gateway === undefined) return refused("gateway_not_possible", changes.gateway);
    const meanings: readonly string[] = meaningsOfGateway[gateway];
    const isKept = changes.captureMeans === undefined && meanings.includes(known.captureMeans);
    const captureMeans = isKept ? known.captureMeans : (changes.captureMeans ?? meanings[0] ?? known.captureMeans);
    if (!meanings.includes(captureMeans)) return refused("capture_meaning_not_possible", captureMeans);
    const after = {
      gateway,
      captureMeans,
      isEnabled: changes.isEnabled ?? known.isEnabled,
      chargeSequence: changes.chargeSequence ?? known.chargeSequence,
      isBatchable: changes.isBatchable ?? known.isBatchable,
    };
    await tx.update("payment_types", key, after);
    const { gateway: before, isEnabled, chargeSequence, isBatchable } = known;
    await recordAudit(tx, authorOf(context), {
      action: "payment_type.changed",
      subjectKind: "payment_type",
      subjectId: kind,
      before: { gateway: before, captureMeans: known.captureMeans, isEnabled, chargeSequence, isBatchable },
      after,
    });
    return ok(after);
  });
}
