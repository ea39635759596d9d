import { database } from "@/lib/db/client";

/** Which request a link's token belongs to, whatever has become of it. Only the hash is looked up. */
export async function findLink(
  tokenHash: string,
  { pool }: Pick<ReturnType<typeof database>, "pool"> = database(),
): Promise<{ storeId: string; approvalRequestId: string } | undefined> {
  const found = await pool.query<{ store_id: string; id: string }>(
    "SELECT store_id, id FROM approval_requests WHERE token_hash = $1",
    [tokenHash],
  );
  const row = found.rows[0];
  return row && { storeId: row.store_id, approvalRequestId: row.id };
}
