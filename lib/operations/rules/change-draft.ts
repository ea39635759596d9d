import { newId } from "@/lib/db/new-id";
import { recordAudit } from "@/lib/db/stores/history-store";
import { toRuleSet } from "@/lib/db/stores/recovery-store";
import type { RowOf } from "@/lib/db/tables";
import { type Tx, transaction } from "@/lib/db/transaction";
import { defaultRecoveryRules } from "@/lib/payments/default-recovery-rules";
import type { RecoveryRule, RecoveryRuleSet } from "@/lib/payments/recovery-rules";
import { ok, type Result, refused } from "@/lib/payments/result";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";

/** The one set of rules that a store has today, under the name that its versions share. */
export const RECOVERY_RULES = "recovery";
const { version: _, ...house } = defaultRecoveryRules;
/** What is in force where a store has published nothing, as a version keeps it. */
export const houseRules: Omit<RecoveryRuleSet, "version"> = house;
/** A set that is longer than this can no longer be read. */
const MOST_RULES = 60;

export type DraftRefusal = "only_staff" | "no_such_rule" | "too_many_rules";

export type DraftChange =
  | { readonly kind: "save_rule"; readonly rule: RecoveryRule }
  | { readonly kind: "move_rule"; readonly ruleId: string; readonly by: -1 | 1 }
  | { readonly kind: "remove_rule"; readonly ruleId: string }
  | { readonly kind: "set_most_tries"; readonly maxAttempts: number };

/**
 * Changes the draft of the store's recovery rules, and makes one from the live rules where there is none. Nothing that happens to an order looks at
 * a draft. Refuses a rule id that the draft does not have; a new id is a new rule, which is asked first.
 */
export async function changeDraft(
  context: OperationContext,
  change: DraftChange,
): Promise<Result<{ version: number }, DraftRefusal>> {
  const { actor } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return transaction(context.pool, async (tx) => {
    const draft = await loadOrMakeDraft(tx, context.storeId, actor.userId);
    const before = toRuleSet(draft.rules as never, draft.versionNo);
    const after = changed(before, change);
    if (after === undefined) return refused("no_such_rule");
    if (after.rules.length > MOST_RULES) return refused("too_many_rules");
    const { version: _, ...rules } = after;
    await tx.update(
      "rule_sets",
      { storeId: context.storeId, id: draft.id },
      { rules: rules as never, authorId: actor.userId },
    );
    await recordAudit(tx, authorOf(context), {
      action: "rules.draft_changed",
      subjectKind: "rule_set",
      subjectId: draft.id,
      after: { version: draft.versionNo, ...change },
    });
    return ok({ version: draft.versionNo });
  });
}

/** Throws the draft away; the live rules stay. */
export async function discardDraft(context: OperationContext): Promise<Result<null, "no_draft">> {
  return transaction(context.pool, async (tx) => {
    const key = { storeId: context.storeId, name: RECOVERY_RULES, status: "draft" };
    const [draft] = await tx.select("rule_sets", key, { lock: true });
    if (!draft) return refused("no_draft");
    await tx.rows("DELETE FROM rule_sets WHERE store_id = $1 AND id = $2", [context.storeId, draft.id]);
    await recordAudit(tx, authorOf(context), {
      action: "rules.draft_discarded",
      subjectKind: "rule_set",
      subjectId: draft.id,
      before: { version: draft.versionNo },
    });
    return ok(null);
  });
}

async function loadOrMakeDraft(tx: Tx, storeId: string, userId: string): Promise<RowOf<"rule_sets">> {
  const name = RECOVERY_RULES;
  // Two people who begin a draft at once: the store's row lets the second one find the first one's.
  await tx.select("stores", { id: storeId }, { lock: true });
  const [draft] = await tx.select("rule_sets", { storeId, name, status: "draft" }, { lock: true });
  if (draft) return draft;
  const versions = await tx.select("rule_sets", { storeId, name }, { orderBy: "version_no DESC" });
  const live = versions.find(({ status }) => status === "live");
  const fresh: RowOf<"rule_sets"> = {
    storeId,
    id: newId("rul"),
    name,
    versionNo: (versions[0]?.versionNo ?? 0) + 1,
    status: "draft",
    rules: (live?.rules ?? houseRules) as never,
    authorId: userId,
    note: null,
    createdAt: new Date(tx.now),
    publishedAt: null,
  };
  await tx.insert("rule_sets", fresh);
  return fresh;
}

function changed(set: RecoveryRuleSet, change: DraftChange): RecoveryRuleSet | undefined {
  const { rules } = set;
  switch (change.kind) {
    case "set_most_tries":
      return { ...set, maxAttempts: change.maxAttempts };
    case "save_rule": {
      const isKnown = rules.some(({ id }) => id === change.rule.id);
      const kept = rules.map((rule) => (rule.id === change.rule.id ? change.rule : rule));
      return { ...set, rules: isKnown ? kept : [change.rule, ...rules] };
    }
    case "remove_rule": {
      const kept = rules.filter(({ id }) => id !== change.ruleId);
      return kept.length === rules.length ? undefined : { ...set, rules: kept };
    }
    case "move_rule": {
      const from = rules.findIndex(({ id }) => id === change.ruleId);
      const [rule] = rules.slice(from, from + 1);
      if (from < 0 || !rule) return undefined;
      const others = rules.filter(({ id }) => id !== change.ruleId);
      const to = Math.min(Math.max(from + change.by, 0), others.length);
      return { ...set, rules: [...others.slice(0, to), rule, ...others.slice(to)] };
    }
  }
}
