import type { RecoveryRatesView } from "@/components/team/console-views";
import { RecoveryRates } from "@/components/team/recovery-rates";
import { houseReasonWords } from "@/lib/format/house-reason-words";
import { nextStepLabels } from "@/lib/format/next-step-words";
import { countTightCards, type TightCards } from "@/lib/queries/team/count-tight-cards";
import { getRecoveryRates, type RecoveryRates as Rates } from "@/lib/queries/team/get-recovery-rates";
import { type ConsoleScope, readConsolePanel } from "./console-scope";

export async function RatesPanel(scope: ConsoleScope) {
  const panel = await readConsolePanel("rates", scope, async () =>
    toView(await getRecoveryRates(scope.queries, scope.period), await countTightCards(scope.queries)),
  );
  return <RecoveryRates panel={panel} clock={scope.clock} />;
}

function toView({ byReason, bySteps, planned }: Rates, cards: TightCards): RecoveryRatesView {
  return {
    reasons: byReason.map(({ reason, currency, ...rate }) => ({
      ...rate,
      key: `${reason} ${currency}`,
      label: houseReasonWords[reason],
      share: Math.round((rate.recovered * 100) / rate.failed),
    })),
    steps: bySteps.map(({ step, rule, ...rate }) => ({
      ...rate,
      rule,
      key: `${step} ${rule} ${rate.amount.currency}`,
      label: nextStepLabels[step as keyof typeof nextStepLabels] ?? step,
    })),
    planned,
    cards,
  };
}
