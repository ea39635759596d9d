import type { Tx } from "./transaction";

/** Lets one transaction at a time work on something that may not have a row yet: the second one then finds the first one's. Ends with the transaction. */
export async function lockName(tx: Tx, ...name: readonly string[]): Promise<void> {
  await tx.rows("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [JSON.stringify(name)]);
}
