import type { Money } from "@/lib/payments/money";
import { newId } from "../new-id";
import type { Tx } from "../transaction";

export type Author = { readonly storeId: string; readonly actor: string; readonly correlationId: string };

/** One line of the timeline, written in the transaction that changed something. */
export async function recordEvent(
  tx: Tx,
  author: Author,
  orderId: string | null,
  type: string,
  data: object = {},
): Promise<void> {
  await tx.insert("events", {
    storeId: author.storeId,
    orderId,
    type,
    actor: author.actor,
    data: data as never,
    correlationId: author.correlationId,
    createdAt: new Date(tx.now),
  });
}

export type AuditLine = {
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly orderId?: string | null;
  readonly reason?: string | null;
  readonly before?: object | null;
  readonly after?: object | null;
};

/** Who changed what, from what to what, and why. If it cannot be written, nothing is (I10). */
export async function recordAudit(tx: Tx, author: Author, line: AuditLine): Promise<void> {
  await tx.insert("audit_log", {
    storeId: author.storeId,
    actor: author.actor,
    action: line.action,
    subjectKind: line.subjectKind,
    subjectId: line.subjectId,
    orderId: line.orderId ?? null,
    reason: line.reason ?? null,
    before: (line.before ?? null) as never,
    after: (line.after ?? null) as never,
    correlationId: author.correlationId,
    createdAt: new Date(tx.now),
  });
}

export type LedgerLine = { readonly account: string; readonly amount: Money };

/** Writes one balanced transaction to the books; the database refuses it at commit where it does not sum to zero. */
export async function recordLedger(
  tx: Tx,
  storeId: string,
  orderId: string,
  subject: string,
  lines: readonly LedgerLine[],
): Promise<void> {
  const transactionId = newId("ltx");
  await tx.insertAll(
    "ledger_entries",
    lines
      .filter((line) => line.amount.amountMinor !== 0n)
      .map((line) => ({
        storeId,
        transactionId,
        orderId,
        account: line.account,
        amountMinor: line.amount.amountMinor,
        currency: line.amount.currency,
        subject,
        createdAt: new Date(tx.now),
      })),
  );
}
