import { database } from "@/lib/db/client";

/** Which request a link's token belongs to, whatever has become of it; a link that was copied is known for its short life only. Only the hash is looked up. */
export async function findLink(
  tokenHash: string,
  { pool }: Pick<ReturnType<typeof database>, "pool"> = database(),
): Promise<{ storeId: string; approvalRequestId: string } | undefined> {
  const found = await pool.query<{ store_id: string; id: string }>(
    `SELECT store_id, id FROM approval_requests WHERE token_hash = $1
     UNION ALL SELECT store_id, approval_request_id FROM approval_keys
       WHERE key_hash = $1 AND kind = 'copied_link' AND expires_at > paydesk_now() LIMIT 1`,
    [tokenHash],
  );
  const row = found.rows[0];
  return row && { storeId: row.store_id, approvalRequestId: row.id };
}
