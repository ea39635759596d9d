import { Meter } from "@/components/ui/meter";

export type RetryBudgetView = { left: number; allowed: number; window: string; note: string };

/** How much of a card's tries is used, for one amount. */
export function BudgetMeter({ budget, className }: { budget: RetryBudgetView; className?: string }) {
  const { left, allowed } = budget;
  return (
    <Meter
      {...(className === undefined ? {} : { className })}
      label={`${allowed - left} of ${allowed} tries used`}
      share={(allowed - left) / allowed}
    />
  );
}

/** The meter with what it says in one line; the network's own words on hover. */
export function BudgetLine({ budget }: { budget: RetryBudgetView }) {
  const { left, allowed, window, note } = budget;
  const isLocked = left === 0;
  return (
    <span className="mt-0.5 flex items-center gap-2" title={note}>
      <BudgetMeter budget={budget} className="w-14 flex-none" />
      <span className={isLocked ? "lab text-bad" : "lab"}>
        {left} of {allowed} tries left in {window}
      </span>
    </span>
  );
}
