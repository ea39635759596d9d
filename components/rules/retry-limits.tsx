"use client";

import { Gauge } from "lucide-react";
import { useState } from "react";
import { RetryLimitForm } from "@/components/rules/retry-limit-form";
import type { RetryLimitsView, RetryLimitView } from "@/components/rules/rules-view";
import type { FormAction } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { Dialog } from "@/components/ui/dialog";
import { formatLogMoment, zoneName } from "@/components/ui/format-moment";
import { ScrollBox } from "@/components/ui/scroll-box";

export type RetryLimitsProps = { view: RetryLimitsView; clock: ClockView; setLimit: FormAction };

/** How often a refused card may be tried: what its network allows, what the store allows itself, and who set that when and why. */
export function RetryLimits({ view, clock, setLimit }: RetryLimitsProps) {
  const [editing, setEditing] = useState<RetryLimitView | null>(null);
  const moment = (at: string) => formatLogMoment(at, clock.timeZone);
  return (
    <Card id="h-limits" size="sm" icon={Gauge} hue="rule" title="Retry limits">
      <p className="text-muted px-4 pb-2">
        Refused tries on one card that the house allows itself. A store may be stricter than the network, never looser;
        an answer that forbids any repeat locks the card whatever is left.
      </p>
      <ScrollBox label="Retry limits, table">
        <table className="tbl min-w-[720px]">
          <thead>
            <tr>
              <th scope="col">Network</th>
              <th scope="col">Counts</th>
              <th scope="col" className="r">
                Network allows
              </th>
              <th scope="col" className="r">
                We allow
              </th>
              <th scope="col">Since, {zoneName(clock.now, clock.timeZone)}</th>
              <th scope="col">Planned</th>
              <th scope="col">
                <span className="sr-only">Change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {view.limits.map((limit) => (
              <tr key={limit.id}>
                <td>{limit.network}</td>
                <td className="text-muted">{limit.counts}</td>
                <td className="num r">{limit.networkMost ?? "no number"}</td>
                <td className="num r font-bold">{limit.most}</td>
                <td className="text-muted">{limit.since ? moment(limit.since) : "house rule"}</td>
                <td>{limit.planned ? `${limit.planned.most} from ${moment(limit.planned.from)}` : "–"}</td>
                <td className="r">
                  <Button size="sm" variant="row" onClick={() => setEditing(limit)}>
                    Change
                    <span className="sr-only">
                      {" "}
                      {limit.network}, {limit.counts}
                    </span>
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {view.history.length > 0 && (
        <ScrollBox label="History of retry limits, table">
          <table className="tbl min-w-[720px]">
            <thead>
              <tr>
                <th scope="col">Set, {zoneName(clock.now, clock.timeZone)}</th>
                <th scope="col">Limit</th>
                <th scope="col" className="r">
                  Tries
                </th>
                <th scope="col">From</th>
                <th scope="col">By</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {view.history.map((line) => (
                <tr key={line.id}>
                  <td className="num text-muted">{moment(line.at)}</td>
                  <td>{line.network}</td>
                  <td className="num r">{line.most}</td>
                  <td className="num text-muted">{moment(line.from)}</td>
                  <td>{line.author}</td>
                  <td className="text-muted">{line.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <Dialog isOpen={editing !== null} onClose={() => setEditing(null)} title="Change a retry limit">
        {editing && <RetryLimitForm limit={editing} setLimit={setLimit} onDone={() => setEditing(null)} />}
      </Dialog>
    </Card>
  );
}
