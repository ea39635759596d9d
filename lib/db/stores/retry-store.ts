import type { HouseReason } from "@/lib/payments/decline-reasons";
import { type Instant, later } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { type CredentialTry, longestWindowMs, type StoreLimits } from "@/lib/payments/retry-budget";
import { toDate, toMoment } from "../to-domain";
import type { RowReader } from "./instrument-store";

/**
 * What a gateway answered for the card or account behind each of these payment methods, on every order of its customer, as far back as a limit looks.
 * The same card under another token is known by its fingerprint.
 */
export async function loadCredentialTries(
  reader: RowReader,
  storeId: string,
  methodIds: readonly string[],
  now: Instant,
): Promise<Map<string, CredentialTry[]>> {
  const rows = await reader.rows<{
    methodId: string;
    at: Date;
    amountMinor: bigint;
    currency: string;
    reason: HouseReason | null;
  }>(
    `SELECT m.id AS "methodId", t.finished_at AS at, t.amount_minor AS "amountMinor", t.currency, CASE WHEN t.status = 'succeeded' THEN NULL ELSE t.reason END AS reason
     FROM order_payment_methods m
     JOIN orders o ON o.store_id = m.store_id AND o.id = m.order_id
     JOIN orders other ON other.store_id = o.store_id AND other.account_id = o.account_id
     JOIN order_payment_methods same ON same.store_id = m.store_id AND same.order_id = other.id AND same.gateway = m.gateway
       AND (same.token = m.token OR same.fingerprint = m.fingerprint)
     JOIN attempts t ON t.store_id = m.store_id AND t.order_id = other.id AND t.payment_method_id = same.id
     WHERE m.store_id = $1 AND m.id = ANY($2) AND m.kind IN ('card','paypal')
       AND t.operation IN ('authorize','authorize_and_capture') AND t.status IN ('succeeded','declined')
       AND t.requested_at > $3 AND t.finished_at IS NOT NULL AND (t.status = 'succeeded' OR t.reason IS NOT NULL)`,
    [storeId, methodIds, toDate(later(now, -longestWindowMs))],
  );
  const tries = new Map<string, CredentialTry[]>();
  for (const { methodId, at, amountMinor, currency, reason } of rows) {
    const known = tries.get(methodId) ?? [];
    known.push({ at: toMoment(at), amount: money(amountMinor, currency), reason });
    tries.set(methodId, known);
  }
  return tries;
}

/** What a store allows itself now of each limit that it has set (X07). */
export async function loadStoreLimits(reader: RowReader, storeId: string, now: Instant): Promise<StoreLimits> {
  const rows = await reader.rows<{ id: string; most: number }>(
    `SELECT DISTINCT ON (limit_id) limit_id AS id, most FROM retry_limits WHERE store_id = $1 AND valid_from <= $2
     ORDER BY limit_id, valid_from DESC, created_at DESC, id DESC`,
    [storeId, toDate(now)],
  );
  return new Map(rows.map(({ id, most }) => [id, most]));
}
