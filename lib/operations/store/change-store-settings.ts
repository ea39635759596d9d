import { z } from "zod";
import { recordAudit } from "@/lib/db/stores/history-store";
import { transaction } from "@/lib/db/transaction";
import { alertHoldHours, alertSilenceMinutes } from "@/lib/payments/alerting";
import { isEnquiryLadder } from "@/lib/payments/enquiry-ladder";
import { isQuietHours, type QuietHours } from "@/lib/payments/quiet-hours";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

/** What a store may set for itself; what it leaves out stays as it is, or as the house has it. */
export const storeSettingsInput = z
  .strictObject({
    enquiryLadderSeconds: z
      .array(z.number())
      .refine(isEnquiryLadder, {
        error: "must be 1 to 20 waits of 10 to 2592000 whole seconds",
      })
      .describe("Waits between questions to a gateway that gave no answer, the first one from the call itself"),
    quietHours: z
      .custom<QuietHours>(isQuietHours, { error: "must be two times of day that differ, like 20:00 and 07:00" })
      .nullable()
      .describe("When no alert is mailed, on the store's clock; null: at no time"),
    dealsNewWork: z
      .boolean()
      .describe("Whether new unpaid orders are given to CSRs by a rule, without anybody's doing"),
    alertHoldHours: z.literal(alertHoldHours).describe("So long before its end a hold that is needed is called out"),
    alertSilenceMinutes: z
      .literal(alertSilenceMinutes)
      .describe("So long may a gateway be silent about money before a supervisor hears of it"),
  })
  .partial();
export type StoreSettingsInput = z.infer<typeof storeSettingsInput>;

/** Changes a store's settings, with before and after in the audit. The database refuses what the schema should have. */
export async function changeStoreSettings(
  context: OperationContext,
  { alertHoldHours: holdHours, alertSilenceMinutes: silenceMinutes, ...input }: StoreSettingsInput,
): Promise<Result<null, "store_not_found">> {
  return transaction(context.pool, async (tx) => {
    const [store] = await tx.select("stores", { id: context.storeId }, { lock: true });
    if (!store) return refused("store_not_found");
    const settings = (store.settings ?? {}) as Record<string, unknown>;
    const times = { alertHoldHours: store.alertHoldHours, alertSilenceMinutes: store.alertSilenceMinutes };
    const newTimes = {
      alertHoldHours: holdHours ?? times.alertHoldHours,
      alertSilenceMinutes: silenceMinutes ?? times.alertSilenceMinutes,
    };
    await tx.update("stores", { id: store.id }, { settings: { ...settings, ...input } as never, ...newTimes });
    await recordAudit(tx, authorOf(context), {
      action: "store.settings_changed",
      subjectKind: "store",
      subjectId: store.id,
      before: { ...settings, ...times },
      after: { ...settings, ...input, ...newTimes },
    });
    return ok(null);
  });
}
