import { newId } from "@/lib/db/new-id";
import { recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import { toRuleSet } from "@/lib/db/stores/recovery-store";
import { type Tx, transaction } from "@/lib/db/transaction";
import { ok, type Result, refused } from "@/lib/payments/result";
import { ruleSetProblems } from "@/lib/payments/rule-problems";
import { authorOf } from "../change-order";
import type { OperationContext } from "../operation-context";
import { houseRules, RECOVERY_RULES } from "./change-draft";

export type PublishRefusal =
  | "only_staff"
  | "no_draft"
  | "draft_moved_on"
  | "second_person_needed"
  | "rules_have_problems";

/**
 * Makes the draft the store's live rules, from the next failure on. `seen` is the print of the draft that the person read (get-rules-page.ts). Who wrote it last may not publish it: a
 * rule moves everybody's money, so two people look (MONEY-RULES 4, check 9). Past failures keep the rule that judged them.
 */
export async function publishRules(
  context: OperationContext,
  input: { readonly seen: string; readonly note: string },
): Promise<Result<{ version: number }, PublishRefusal>> {
  const { actor, storeId } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return transaction(context.pool, async (tx) => {
    const [draft] = await tx.select("rule_sets", { storeId, name: RECOVERY_RULES, status: "draft" }, { lock: true });
    if (!draft) return refused("no_draft");
    const [print] = await tx.rows<{ print: string }>(
      "SELECT md5(rules::text) AS print FROM rule_sets WHERE store_id = $1 AND id = $2",
      [storeId, draft.id],
    );
    if (print?.print !== input.seen) return refused("draft_moved_on");
    if (draft.authorId === actor.userId) return refused("second_person_needed");
    if (ruleSetProblems(toRuleSet(draft.rules as never, draft.versionNo)).length > 0)
      return refused("rules_have_problems");
    await retireLive(tx, storeId);
    await tx.update(
      "rule_sets",
      { storeId, id: draft.id },
      { status: "live", note: input.note, publishedAt: new Date(tx.now) },
    );
    await record(tx, context, "rules.published", { id: draft.id, version: draft.versionNo, note: input.note });
    return ok({ version: draft.versionNo });
  });
}

/** Puts an earlier version in force again, as a new version with its words; version 0 is the house rules. A draft in work stays a draft. */
export async function rollBackRules(
  context: OperationContext,
  input: { readonly version: number; readonly note: string },
): Promise<Result<{ version: number }, "only_staff" | "no_such_version" | "already_live">> {
  const { actor, storeId } = context;
  if (actor.kind !== "staff") return refused("only_staff");
  return transaction(context.pool, async (tx) => {
    await tx.select("stores", { id: storeId }, { lock: true });
    const name = RECOVERY_RULES;
    const versions = await tx.select("rule_sets", { storeId, name }, { orderBy: "version_no DESC" });
    const live = versions.find(({ status }) => status === "live");
    if (input.version === (live?.versionNo ?? 0)) return refused("already_live");
    const wanted = versions.find(({ versionNo, status }) => versionNo === input.version && status !== "draft");
    const rules = input.version === 0 ? houseRules : wanted?.rules;
    if (rules === undefined) return refused("no_such_version");
    await retireLive(tx, storeId);
    const id = newId("rul");
    const version = (versions[0]?.versionNo ?? 0) + 1;
    await tx.insert("rule_sets", {
      storeId,
      id,
      name,
      versionNo: version,
      status: "live",
      rules: rules as never,
      authorId: actor.userId,
      note: input.note,
      createdAt: new Date(tx.now),
      publishedAt: new Date(tx.now),
    });
    await record(tx, context, "rules.rolled_back", { id, version, to: input.version, note: input.note });
    return ok({ version });
  });
}

async function retireLive(tx: Tx, storeId: string): Promise<void> {
  await tx.update("rule_sets", { storeId, name: RECOVERY_RULES, status: "live" }, { status: "retired" });
}

async function record(
  tx: Tx,
  context: OperationContext,
  action: "rules.published" | "rules.rolled_back",
  facts: { id: string; version: number; to?: number; note: string },
): Promise<void> {
  const { id, note, ...after } = facts;
  const author = authorOf(context);
  await recordAudit(tx, author, { action, subjectKind: "rule_set", subjectId: id, reason: note, after });
  await recordEvent(tx, author, null, action === "rules.published" ? "rules_published" : "rules_rolled_back", after);
}
