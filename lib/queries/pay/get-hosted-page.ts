import { database } from "@/lib/db/client";

export type HostedPage = { readonly status: string; readonly url: string | null };

/** A page at the gateway that belongs to this very request; undefined for any other. */
export async function getHostedPage(
  pass: { readonly storeId: string; readonly approvalRequestId: string },
  hostedSessionId: string,
  pool = database().pool,
): Promise<HostedPage | undefined> {
  const found = await pool.query<HostedPage>(
    "SELECT status, url FROM hosted_sessions WHERE store_id = $1 AND approval_request_id = $2 AND id = $3",
    [pass.storeId, pass.approvalRequestId, hostedSessionId],
  );
  return found.rows[0];
}
