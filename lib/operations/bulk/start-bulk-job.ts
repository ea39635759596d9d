import { recordAudit } from "@/lib/db/stores/history-store";
import { toDate } from "@/lib/db/to-domain";
import { transaction } from "@/lib/db/transaction";
import type { SnoozeChoice } from "@/lib/format/snooze-choices";
import { type BulkKind, mostInBulk } from "@/lib/payments/bulk-work";
import type { Handover } from "@/lib/payments/handing-out";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";
import type { SetStatusInput } from "../status-field/set-status";

export type BulkOptions = {
  readonly until?: SnoozeChoice | undefined;
  readonly ownerId?: string | null | undefined;
  /** Which of the store's own statuses is set, and to what. */
  readonly status?: Pick<SetStatusInput, "fieldId" | "value"> | undefined;
  /** Where each order goes somewhere else: who has it now, and who gets it. */
  readonly handovers?: readonly Handover[] | undefined;
};
export type BulkRow = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly amountMinor: bigint;
  readonly currency: string;
};

export type StartBulkInput = {
  /** Minted with the form: pressed twice, it is one job. */
  readonly bulkJobId: string;
  readonly kind: BulkKind;
  readonly options: BulkOptions;
  readonly rows: readonly BulkRow[];
  /** How many the person saw before they said yes. */
  readonly expected: number;
  /** For work that is handed out: the line of the audit that says how. */
  readonly audit?: { readonly action: string; readonly after: object };
};

type StartBulkRefusal = "only_staff" | "selection_empty" | "selection_changed" | "too_many_selected";

/** Writes down what is to be done to which orders, and lets the background do it row by row. */
export async function startBulkJob(
  context: OperationContext,
  { bulkJobId, kind, options, rows, expected, audit }: StartBulkInput,
): Promise<Result<{ bulkJobId: string; total: number }, StartBulkRefusal>> {
  const { actor, storeId, pool } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  if (rows.length === 0) return refused("selection_empty");
  if (rows.length > mostInBulk) return refused("too_many_selected");
  if (rows.length !== expected) return refused("selection_changed");
  return transaction(pool, async (tx) => {
    const [known] = await tx.select("bulk_jobs", { storeId, id: bulkJobId });
    if (known) return ok({ bulkJobId, total: known.total });
    const author = authorOf(context);
    const { correlationId } = author;
    await tx.insert("bulk_jobs", {
      storeId,
      id: bulkJobId,
      kind,
      requestedBy: actor.userId,
      status: "running",
      total: rows.length,
      input: { ...options, correlationId } as never,
      createdAt: toDate(tx.now),
    });
    await tx.insertAll(
      "bulk_job_items",
      rows.map((row, position) => ({
        storeId,
        bulkJobId,
        subjectId: row.orderId,
        orderNumber: row.orderNumber,
        amountMinor: row.amountMinor,
        currency: row.currency,
        position,
        status: "waiting",
      })),
    );
    if (audit) await recordAudit(tx, author, { ...audit, subjectKind: "bulk_job", subjectId: bulkJobId });
    await tx.addJob("run_bulk_job", { storeId, bulkJobId }, { key: `bulk:${bulkJobId}` });
    return ok({ bulkJobId, total: rows.length });
  });
}
