import type { Metadata } from "next";
import Link from "next/link";
import { RulesScreen } from "@/components/rules/rules-screen";
import { getRulesPage } from "@/lib/queries/rules/get-rules-page";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { discardDraft, moveRule, publishRules, removeRule, rollBackRules, saveRule } from "./actions";
import { toRulesView } from "./rules-view";

export const metadata: Metadata = { title: "Recovery rules" };

export default async function RulesPage() {
  const staff = await requireStaff("rules.view");
  const queries = await queryContext(staff);
  return (
    <>
      <div className="mb-3 flex items-baseline gap-3">
        <h1 className="text-title font-bold">Recovery rules</h1>
        <p className="text-muted flex-1">
          The first rule that fits a failure decides. What fits none goes to a person.
        </p>
        <Link href="/team">Team</Link>
      </div>
      <RulesScreen
        page={toRulesView(await getRulesPage(queries), staff)}
        clock={await clockView(staff)}
        actions={{ saveRule, moveRule, removeRule, discardDraft, publishRules, rollBackRules }}
      />
    </>
  );
}
