"use client";

import { lazy, Suspense, useState } from "react";
import type { TeamDay } from "@/components/panels/team-chart";
import { currencyDecimals, formatAmount } from "@/components/ui/format-amount";
import { formatDate } from "@/components/ui/format-moment";
import { ScrollBox } from "@/components/ui/scroll-box";
import { Segmented } from "@/components/ui/segmented";

// The drawing code comes after the panels that are worked with.
const TeamChart = lazy(() => import("@/components/panels/team-chart").then((chart) => ({ default: chart.TeamChart })));

export type TeamTrendProps = {
  days: { date: string; recoveredMinor: string; lapsedMinor: string }[];
  currency: string;
};

/** Recovered against lapsed money per day, as bars or as the same numbers in a table. */
export function TeamTrend({ days, currency }: TeamTrendProps) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const unit = 10 ** currencyDecimals(currency);
  const points: TeamDay[] = days.map((day) => ({
    date: day.date,
    recovered: Number(day.recoveredMinor) / unit,
    lapsed: Number(day.lapsedMinor) / unit,
  }));
  return (
    <>
      <div className="mb-1 flex flex-wrap items-center gap-4">
        <span className="lab flex items-center gap-1.5">
          <i className="sw bg-info" />
          Recovered
        </span>
        <span className="lab flex items-center gap-1.5">
          <i className="sw bg-bad" />
          Lapsed
        </span>
        <span className="ml-auto">
          <Segmented
            label="Show as"
            size="sm"
            value={view}
            choices={[
              { value: "chart", label: "Chart" },
              { value: "table", label: "Table" },
            ]}
            onChange={setView}
          />
        </span>
      </div>
      {view === "chart" ? (
        <ScrollBox label="Recovered and lapsed, chart">
          <Suspense fallback={<div className="min-h-[110px]" />}>
            <TeamChart days={points} label={chartLabel(days, currency)} />
          </Suspense>
        </ScrollBox>
      ) : (
        <table className="tbl tbl-auto">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col" className="r">
                Recovered, {currency}
              </th>
              <th scope="col" className="r">
                Lapsed, {currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day.date}>
                <td>{formatDate(day.date)}</td>
                <td className="r">{formatAmount({ amountMinor: day.recoveredMinor, currency })}</td>
                <td className="r">{formatAmount({ amountMinor: day.lapsedMinor, currency })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function chartLabel(days: TeamTrendProps["days"], currency: string): string {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return "No days yet";
  const total = (pick: (day: TeamTrendProps["days"][number]) => string) =>
    formatAmount({ amountMinor: days.reduce((sum, day) => sum + BigInt(pick(day)), 0n).toString(), currency });
  return `Per day from ${formatDate(first.date)} to ${formatDate(last.date)}: recovered ${total(
    (day) => day.recoveredMinor,
  )} ${currency} in all, lapsed ${total((day) => day.lapsedMinor)} ${currency}. The table has each day.`;
}
