import { ChartNoAxesColumn } from "lucide-react";
import { PanelFrame, PanelSkeleton } from "@/components/panels/panel-frame";
import type { RecoveryRatesView } from "@/components/team/console-views";
import { Amount } from "@/components/ui/amount";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Meter } from "@/components/ui/meter";
import type { PanelView } from "@/components/ui/panel-view";
import { ScrollBox } from "@/components/ui/scroll-box";

const frame = { id: "h-rates", title: "Recovery of failed captures", icon: ChartNoAxesColumn, hue: "rule" } as const;

export type RecoveryRatesProps = { panel: PanelView<RecoveryRatesView>; clock: ClockView };

/** Of the captures that failed in the period: how many came in after all, by reason, and by the step that brought them in (P32). */
export function RecoveryRates({ panel, clock }: RecoveryRatesProps) {
  return (
    <PanelFrame {...frame} panel={panel} clock={clock} footer={(view) => <Ahead view={view} />}>
      {({ reasons, steps }) =>
        reasons.length === 0 ? (
          <EmptyState kind="all_done" title="No capture failed in this period">
            What failed earlier and still waits is in the <Link href="/captures">workbench</Link>.
          </EmptyState>
        ) : (
          <>
            <ReasonTable reasons={reasons} />
            <StepTable steps={steps} />
          </>
        )
      }
    </PanelFrame>
  );
}

export function RecoveryRatesSkeleton() {
  return <PanelSkeleton {...frame} rows={5} />;
}

function ReasonTable({ reasons }: Pick<RecoveryRatesView, "reasons">) {
  return (
    <ScrollBox label="Recovered by reason">
      <table className="tbl min-w-[760px]">
        <colgroup>
          <col />
          <col style={{ width: 64 }} />
          <col style={{ width: 140 }} />
          <col style={{ width: 90 }} />
          <col style={{ width: 140 }} />
          <col style={{ width: 110 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Why it failed</th>
            {["Failed", "Failed, worth", "Recovered", "Recovered, worth", "Rate"].map((label) => (
              <th key={label} scope="col" className="r">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {reasons.map((row) => (
            <tr key={row.key}>
              <td title={row.label}>{row.label}</td>
              <td className="r num">{row.failed}</td>
              <td className="r">
                <Amount amount={row.failedAmount} />
              </td>
              <td className="r num">{row.recovered}</td>
              <td className="r">
                <Amount amount={row.recoveredAmount} />
              </td>
              <td className="r">
                <span className="flex items-center justify-end gap-2">
                  <Meter label={`${row.share} % recovered`} share={row.share / 100} className="w-10" />
                  <span className="num">{row.share} %</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function StepTable({ steps }: Pick<RecoveryRatesView, "steps">) {
  if (steps.length === 0) return <p className="text-muted px-4 py-3">Nothing of it has come in yet.</p>;
  return (
    <ScrollBox label="Recovered by step">
      <table className="tbl min-w-[480px]">
        <thead>
          <tr>
            <th scope="col">What brought it in</th>
            <th scope="col">By the rule</th>
            <th scope="col" className="r">
              Recovered
            </th>
            <th scope="col" className="r">
              Worth
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((row) => (
            <tr key={row.key}>
              <td>{row.label}</td>
              <td className="text-muted">{row.rule ?? "no rule; a person"}</td>
              <td className="r num">{row.recovered}</td>
              <td className="r">
                <Amount amount={row.amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Ahead({ view: { planned, cards } }: { view: RecoveryRatesView }) {
  return (
    <>
      <span>
        Retries in the next 24 hours: <b className="num">{planned.count}</b>{" "}
        {planned.sums.map((sum) => (
          <Amount key={sum.currency} amount={sum} className="pl-2" />
        ))}
      </span>
      <span>
        Retry budget: <b className="num">{cards.tight}</b> of {cards.refused} refused cards with under 3 tries left,{" "}
        <b className="num">{cards.spent}</b> with none
      </span>
      <Link href="/team/rules" className="card-f-link">
        Recovery rules
      </Link>
    </>
  );
}
