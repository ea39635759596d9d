import { defaultRecoveryRules } from "@/lib/payments/default-recovery-rules";
import { money } from "@/lib/payments/money";
import type { RecoveryPolicy } from "@/lib/payments/recovery";
import type { CustomerSegment, RecoveryRule, RecoveryRuleSet } from "@/lib/payments/recovery-rules";
import type { RowOf } from "../tables";
import type { Tx } from "../transaction";

/** The rules that hold for one order now: the store's live set, its clock and its payer's, and how well the payer is known. */
export async function loadRecoveryPolicy(
  tx: Tx,
  order: Pick<RowOf<"orders">, "storeId" | "id" | "accountId">,
): Promise<RecoveryPolicy> {
  const [row] = await tx.rows<{
    versionNo: number | null;
    rules: Omit<RecoveryRuleSet, "version"> | null;
    storeZone: string;
    payerZone: string;
    segment: CustomerSegment;
  }>(
    `SELECT r.version_no, r.rules, s.time_zone AS store_zone, a.time_zone AS payer_zone,
       CASE WHEN NOT EXISTS (SELECT 1 FROM orders p WHERE p.store_id = a.store_id AND p.account_id = a.id AND p.id <> $3 AND p.status = 'completed')
              THEN 'new'
            WHEN coalesce(a.customer_since, a.created_at) <= paydesk_now() - interval '2 years'
             AND NOT EXISTS (SELECT 1 FROM orders p JOIN invoices i ON i.store_id = p.store_id AND i.order_id = p.id
                             WHERE p.store_id = a.store_id AND p.account_id = a.id AND p.id <> $3
                               AND i.last_failed_at > paydesk_now() - interval '1 year')
              THEN 'loyal'
            ELSE 'known' END AS segment
     FROM stores s JOIN accounts a ON a.store_id = s.id
     LEFT JOIN rule_sets r ON r.store_id = s.id AND r.name = 'recovery' AND r.status = 'live'
     WHERE s.id = $1 AND a.id = $2`,
    [order.storeId, order.accountId, order.id],
  );
  if (!row) throw new Error(`order ${order.id} has no account`);
  return {
    rules: row.rules === null ? defaultRecoveryRules : toRuleSet(row.rules, row.versionNo ?? 0),
    zones: { store: row.storeZone, payer: row.payerZone },
    segment: row.segment,
  };
}

/** Rules as they are stored: JSON, whose amounts are strings of minor units. */
export function toRuleSet(stored: Omit<RecoveryRuleSet, "version">, version: number): RecoveryRuleSet {
  return { version, maxAttempts: stored.maxAttempts, rules: stored.rules.map(withAmounts) };
}

function withAmounts(rule: RecoveryRule): RecoveryRule {
  const { amountFrom, amountBelow, ...match } = rule.match;
  return {
    ...rule,
    match: {
      ...match,
      ...(amountFrom && { amountFrom: money(BigInt(amountFrom.amountMinor), amountFrom.currency) }),
      ...(amountBelow && { amountBelow: money(BigInt(amountBelow.amountMinor), amountBelow.currency) }),
    },
  };
}
