import type { Handover } from "@/lib/payments/handing-out";
import { type Result, refused } from "@/lib/payments/result";
import type { OperationContext } from "../operation-context";
import { type BulkRow, startBulkJob } from "./start-bulk-job";

export type HandOutInput = {
  /** Minted with the form: pressed twice, it is one job. */
  readonly bulkJobId: string;
  readonly act: "even_out" | "reassign" | "release";
  readonly rows: readonly (BulkRow & Handover)[];
  /** The plan as the person saw it, and as it is now: only what was agreed to is done. */
  readonly seenPlan: string;
  readonly plan: string;
};

type HandOutRefusal = "plan_changed" | "only_staff" | "selection_empty" | "selection_changed" | "too_many_selected";

/**
 * Gives many orders to the people that a plan names. Each order goes the way of a single assignment, in the background: it is left alone where it
 * changed hands since, or where a colleague works on it by then.
 */
export async function handOut(
  context: OperationContext,
  { bulkJobId, act, rows, seenPlan, plan }: HandOutInput,
): Promise<Result<{ bulkJobId: string; total: number }, HandOutRefusal>> {
  if (seenPlan !== plan) return refused("plan_changed");
  const handovers = rows.map(({ orderId, from, to }): Handover => ({ orderId, from, to }));
  const counts: Record<string, number> = {};
  for (const { to } of rows) counts[to ?? "nobody"] = (counts[to ?? "nobody"] ?? 0) + 1;
  return startBulkJob(context, {
    bulkJobId,
    kind: "assign",
    options: { handovers },
    rows: rows.map(({ orderId, orderNumber, amountMinor, currency }) => ({
      orderId,
      orderNumber,
      amountMinor,
      currency,
    })),
    expected: rows.length,
    audit: { action: `work.${act}`, after: { orders: rows.length, given: counts } },
  });
}
