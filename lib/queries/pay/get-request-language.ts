import { database } from "@/lib/db/client";
import { type CustomerLanguage, customerLanguage } from "@/lib/format/customer-language";

/** The language in which a request speaks to its customer; undefined where there is no such request. */
export async function getRequestLanguage(
  pass: { readonly storeId: string; readonly approvalRequestId: string },
  pool = database().pool,
): Promise<CustomerLanguage | undefined> {
  const found = await pool.query<{ locale: string | null; store_locale: string }>(
    `SELECT r.locale, s.locale AS store_locale FROM approval_requests r JOIN stores s ON s.id = r.store_id
     WHERE r.store_id = $1 AND r.id = $2`,
    [pass.storeId, pass.approvalRequestId],
  );
  const row = found.rows[0];
  return row && customerLanguage(row.locale, row.store_locale);
}
