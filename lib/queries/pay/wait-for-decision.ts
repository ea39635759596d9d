import { database } from "@/lib/db/client";

export type Decision = { readonly status: string; readonly failureReason: string | null };

/** Looks until the bank has answered about an approval, or until the time is over. The money moves in the worker; a door only watches. */
export async function waitForDecision(
  { storeId, approvalRequestId }: { storeId: string; approvalRequestId: string },
  { from = ["approving"], timeoutMs = 8_000 }: { from?: readonly string[]; timeoutMs?: number } = {},
  pool = database().pool,
): Promise<Decision> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = 40; ; pauseMs = Math.min(pauseMs * 1.5, 300)) {
    const found = await pool.query<{ status: string; failure_reason: string | null }>(
      "SELECT status, failure_reason FROM approval_requests WHERE store_id = $1 AND id = $2",
      [storeId, approvalRequestId],
    );
    const row = found.rows[0];
    const decision = { status: row?.status ?? "gone", failureReason: row?.failure_reason ?? null };
    const leftMs = deadline - performance.now();
    if (!from.includes(decision.status) || leftMs <= 0) return decision;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, leftMs)));
  }
}
