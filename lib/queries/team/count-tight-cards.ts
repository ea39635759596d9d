import { loadCredentialTries, loadStoreLimits } from "@/lib/db/stores/retry-store";
import { toDate } from "@/lib/db/to-domain";
import { later } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { longestWindowMs, retryBudget } from "@/lib/payments/retry-budget";
import { type QueryScope, readRows } from "../query-scope";

/** Fewer tries than this left, and the next refusals spend a card's budget. */
const TIGHT = 3;
/** More cards than this are not judged; the newest refusals come first. */
const MOST_CARDS = 500;

export type TightCards = {
  /** Cards and accounts that were refused within the longest window, how many of them have few tries left, and how many none. */
  readonly refused: number;
  readonly tight: number;
  readonly spent: number;
};

/** How much of the networks' retry budgets is used (X07): each card once, for the amount of its newest refusal. */
export async function countTightCards(scope: QueryScope): Promise<TightCards> {
  const rows = await readRows<{ id: string; brand: string | null; amount_minor: bigint; currency: string }>(
    scope,
    `SELECT * FROM (
       SELECT DISTINCT ON (m.gateway, coalesce(m.fingerprint, m.token)) m.id, m.brand, t.amount_minor, t.currency, t.finished_at
       FROM attempts t JOIN order_payment_methods m ON m.store_id = t.store_id AND m.id = t.payment_method_id
       WHERE t.store_id = $1 AND t.status = 'declined' AND t.operation IN ('authorize','authorize_and_capture') AND t.finished_at > $2
         AND m.kind IN ('card','paypal') AND m.token IS NOT NULL
       ORDER BY m.gateway, coalesce(m.fingerprint, m.token), t.finished_at DESC
     ) cards ORDER BY finished_at DESC LIMIT ${MOST_CARDS}`,
    [scope.storeId, toDate(later(scope.now, -longestWindowMs))],
  );
  const reader = { rows: <T>(text: string, values: readonly unknown[] = []) => readRows<T>(scope, text, values) };
  const ids = rows.map(({ id }) => id);
  const tries = await loadCredentialTries(reader, scope.storeId, ids, scope.now);
  const limits = await loadStoreLimits(reader, scope.storeId, scope.now);
  const left = rows.map(
    ({ id, brand, amount_minor, currency }) =>
      retryBudget(brand, tries.get(id) ?? [], money(amount_minor, currency), scope.now, limits).left,
  );
  return {
    refused: left.length,
    tight: left.filter((tries) => tries > 0 && tries < TIGHT).length,
    spent: left.filter((tries) => tries === 0).length,
  };
}
