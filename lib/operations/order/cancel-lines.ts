import { z } from "zod";
import { loadLines } from "@/lib/db/stores/line-store";
import { cancelUnits, type LineCancelRefusal } from "@/lib/payments/line-cancelling";
import type { OrderLine } from "@/lib/payments/order-lines";
import { type Result, refused } from "@/lib/payments/result";
import type { LineQuantity } from "@/lib/payments/splitting";
import { changeOrder, type OrderKey, type OrderMissing } from "../change-order";
import { textSchema } from "../input-schemas";
import type { OperationContext } from "../operation-context";
import { releasedQuantities } from "../release/release-order";
import { type CancelOrderRefusal, cancelRest } from "./cancel-order";
import { changeLines, type RepriceOrderRefusal } from "./reprice-order";

export const cancelLinesInput = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        lineNo: z.number().int().min(1),
        quantity: z.number().int().min(1).max(100_000).optional().describe("Absent: all that is not released yet"),
      }),
    )
    .min(1)
    .max(500),
  reason: textSchema(300),
});
export type CancelLinesRefusal =
  | OrderMissing
  | LineCancelRefusal
  | CancelOrderRefusal
  | Exclude<RepriceOrderRefusal, "nothing_changed">
  | "nothing_to_cancel";

/**
 * Cancels units that have not been released (S06): the total falls, and less is captured later (H33). Where nothing is left that could still ship,
 * it is the whole rest that is cancelled, and its holds are released.
 */
export async function cancelLines(
  context: OperationContext,
  key: OrderKey & { readonly version?: number | undefined },
  input: z.output<typeof cancelLinesInput>,
): Promise<Result<{ attemptIds: readonly string[] }, CancelLinesRefusal>> {
  return changeOrder(
    context,
    key,
    async (scope): Promise<Result<{ attemptIds: readonly string[] }, CancelLinesRefusal>> => {
      const { tx, order, loaded } = scope;
      const { storeId, id: orderId, currency, revision } = loaded.row;
      const lines = await loadLines(tx, { storeId, orderId, revision, currency });
      const released = await releasedQuantities(tx, storeId, orderId);
      const wanted = input.lines.map((line) => ({
        ...line,
        quantity: line.quantity ?? unreleased(lines, released, line.lineNo),
      }));
      const left = cancelUnits(lines, wanted, released);
      if (!left.ok) return refused(left.reason, left.detail);
      if (wanted.every(({ quantity }) => quantity === 0)) return refused("nothing_to_cancel");
      const waits = order.releases.some((release) => release.status === "open");
      if (!waits && left.value.every((line) => unreleased([line], released, line.lineNo) === 0)) {
        return cancelRest(scope, input.reason);
      }
      const changed = await changeLines(scope, left.value, input.reason);
      if (!changed.ok)
        return changed.reason === "nothing_changed"
          ? refused("nothing_to_cancel")
          : refused(changed.reason, changed.detail);
      await scope.audit("order.lines_cancelled", { reason: input.reason, after: { lines: wanted } });
      return { ok: true, value: { attemptIds: changed.value.attemptIds } };
    },
  );
}

function unreleased(lines: readonly OrderLine[], released: readonly LineQuantity[], lineNo: number): number {
  const ordered = lines.find((line) => line.lineNo === lineNo)?.quantity ?? 0;
  return ordered - (released.find((line) => line.lineNo === lineNo)?.quantity ?? 0);
}
