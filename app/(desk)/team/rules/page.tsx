import type { Metadata } from "next";
import { RetryLimits } from "@/components/rules/retry-limits";
import { RulesScreen } from "@/components/rules/rules-screen";
import { Link } from "@/components/ui/link";
import { getRetryLimits } from "@/lib/queries/rules/get-retry-limits";
import { getRulesPage } from "@/lib/queries/rules/get-rules-page";
import { requireStaff } from "@/lib/server/actor";
import { clockView, queryContext } from "@/lib/server/query-context";
import { discardDraft, moveRule, publishRules, removeRule, rollBackRules, saveRule, setRetryLimit } from "./actions";
import { toRetryLimitsView } from "./retry-limits-view";
import { toRulesView } from "./rules-view";

export const metadata: Metadata = { title: "Recovery rules" };

export default async function RulesPage() {
  const staff = await requireStaff("rules.view");
  const queries = await queryContext(staff);
  const clock = await clockView(staff);
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
        clock={clock}
        actions={{ saveRule, moveRule, removeRule, discardDraft, publishRules, rollBackRules }}
      />
      <div className="mt-3">
        <RetryLimits view={toRetryLimitsView(await getRetryLimits(queries))} clock={clock} setLimit={setRetryLimit} />
      </div>
    </>
  );
}
