import type { Tx } from "@/lib/db/transaction";

export type SessionAuditLine = {
  readonly storeId: string;
  readonly actor: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly address: string | null;
  readonly correlationId: string;
  readonly reason?: string;
};

/** Who knocked, from where. Sign-ins and refused permissions belong to the same book as changes to money. */
export async function recordSessionAudit(tx: Tx, line: SessionAuditLine): Promise<void> {
  await tx.insert("audit_log", { ...line, reason: line.reason ?? null, createdAt: new Date(tx.now) });
}

/** Where a knock is written that belongs to no known account: the house's first store. */
export async function firstStoreId(tx: Tx): Promise<string | null> {
  const [store] = await tx.rows<{ id: string }>("SELECT id FROM stores ORDER BY created_at, id LIMIT 1");
  return store?.id ?? null;
}
