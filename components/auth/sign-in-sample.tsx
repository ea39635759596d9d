import type { ReactNode } from "react";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { HoldChip } from "@/components/ui/hold-chip";

const clock = { now: "2026-11-24T09:42:00Z", timeZone: "UTC" };

const coverage = {
  secured: { amountMinor: "56", currency: "USD" },
  onPaper: { amountMinor: "24", currency: "USD" },
  unsecured: { amountMinor: "20", currency: "USD" },
};

const chips = [
  { expiresAt: "2026-11-29T20:42:00Z", words: "plenty of time" },
  { expiresAt: "2026-11-26T13:42:00Z", words: "under three days" },
  { expiresAt: "2026-11-24T12:52:00Z", words: "today" },
  { expiresAt: "2026-11-24T06:42:00Z", words: "secure it again" },
];

/** What the desk is about, in the two signs it is read by. */
export function SignInSample() {
  return (
    <div className="sign-in-right" data-theme="light">
      <div className="max-w-[600px]">
        <p className="text-hero font-bold tracking-[-0.02em]">Every order paid before it ships.</p>
        <p className="mt-2 text-[16px] leading-6 text-[#d8e6fe]">
          One bar tells you if the money is really there. One chip tells you how long.
        </p>
      </div>
      <div className="sign-in-sample" aria-hidden="true">
        <CoverageBar coverage={coverage} size="lg" className="h-8! [&>i]:text-transparent! [&>i>span]:hidden" />
        <div className="mt-3 grid grid-cols-[56%_24%_1fr]">
          <Legend title="Secured today">can be captured now</Legend>
          <Legend title="On paper">held, not promised</Legend>
          <Legend title="Not secured">ask or renew</Legend>
        </div>
        <div className="-mx-6 mt-5 grid grid-cols-4 gap-3 border-t border-[#e5e5e5] px-6 pt-5">
          {chips.map((chip) => (
            <div key={chip.words}>
              <HoldChip hold={{ expiresAt: chip.expiresAt, isEstimated: false }} clock={clock} />
              <p className="lab mt-1">{chip.words}</p>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

function Legend({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <b>{title}</b>
      <p className="lab">{children}</p>
    </div>
  );
}
