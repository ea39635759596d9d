import { toRuleSet } from "@/lib/db/stores/recovery-store";
import { defaultRecoveryRules } from "@/lib/payments/default-recovery-rules";
import type { RecoveryRuleSet } from "@/lib/payments/recovery-rules";
import { type BackTest, backTest } from "@/lib/payments/rule-back-test";
import { type RuleProblem, ruleSetProblems } from "@/lib/payments/rule-problems";
import { type QueryScope, readRows } from "../query-scope";
import { readPastFailures } from "./read-past-failures";

export type RuleVersion = {
  readonly version: number;
  readonly status: "draft" | "live" | "retired";
  readonly authorId: string;
  readonly authorName: string;
  readonly note: string | null;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
};
export type RulesPage = {
  readonly live: RecoveryRuleSet;
  readonly liveTest: BackTest;
  readonly draft: {
    readonly rules: RecoveryRuleSet;
    readonly test: BackTest;
    readonly problems: readonly RuleProblem[];
    readonly authorId: string;
    readonly authorName: string;
    /** Names this very text of the draft: whoever publishes says what they read. */
    readonly print: string;
  } | null;
  readonly versions: readonly RuleVersion[];
};

/** The rules in force, the draft beside them, what each would have done with the failures of the last 30 days, and every version there was. */
export async function getRulesPage(scope: QueryScope): Promise<RulesPage> {
  const rows = await readRows<VersionRow>(
    scope,
    `SELECT r.version_no, r.status, r.rules, md5(r.rules::text) AS print, r.author_id, coalesce(u.name, 'System') AS author_name, r.note, r.created_at,
       r.published_at
     FROM rule_sets r LEFT JOIN staff_users u ON u.store_id = r.store_id AND u.id = r.author_id
     WHERE r.store_id = $1 AND r.name = 'recovery' ORDER BY r.version_no DESC LIMIT 50`,
    [scope.storeId],
  );
  const past = await readPastFailures(scope);
  const liveRow = rows.find(({ status }) => status === "live");
  const draftRow = rows.find(({ status }) => status === "draft");
  const live = liveRow ? toRuleSet(liveRow.rules, liveRow.version_no) : defaultRecoveryRules;
  const draft = draftRow && toRuleSet(draftRow.rules, draftRow.version_no);
  return {
    live,
    liveTest: backTest(live, past.failures, past.rates),
    draft:
      draft && draftRow
        ? {
            rules: draft,
            test: backTest(draft, past.failures, past.rates),
            problems: ruleSetProblems(draft),
            authorId: draftRow.author_id,
            authorName: draftRow.author_name,
            print: draftRow.print,
          }
        : null,
    versions: rows.map((row) => ({
      version: row.version_no,
      status: row.status,
      authorId: row.author_id,
      authorName: row.author_name,
      note: row.note,
      createdAt: row.created_at,
      publishedAt: row.published_at,
    })),
  };
}

type VersionRow = {
  version_no: number;
  status: "draft" | "live" | "retired";
  rules: never;
  print: string;
  author_id: string;
  author_name: string;
  note: string | null;
  created_at: Date;
  published_at: Date | null;
};
