import { toRuleSet } from "@/lib/db/stores/recovery-store";
import { defaultRecoveryRules } from "@/lib/payments/default-recovery-rules";
import type { RecoveryRuleSet } from "@/lib/payments/recovery-rules";
import { type QueryScope, readRows } from "../query-scope";

export type LiveRules = RecoveryRuleSet & {
  /** Null while the house's own rules hold. */
  readonly publishedAt: Date | null;
};

/** The rules that judge the next failure. */
export async function getLiveRules(scope: QueryScope): Promise<LiveRules> {
  const [row] = await readRows<{ version_no: number; rules: never; published_at: Date }>(
    scope,
    "SELECT version_no, rules, published_at FROM rule_sets WHERE store_id = $1 AND name = 'recovery' AND status = 'live'",
    [scope.storeId],
  );
  if (!row) return { ...defaultRecoveryRules, publishedAt: null };
  return { ...toRuleSet(row.rules, row.version_no), publishedAt: row.published_at };
}
