import { CircleCheck, CircleDashed } from "lucide-react";
import type { FailedCaptureRowView } from "@/components/payments/failed-captures-view";
import { BudgetMeter } from "@/components/payments/retry-budget";
import { Badge } from "@/components/ui/badge";
import type { ClockView } from "@/components/ui/clock-view";
import { formatLogMoment, zoneName } from "@/components/ui/format-moment";
import { Kbd } from "@/components/ui/kbd";
import { ScrollBox } from "@/components/ui/scroll-box";

export type FailedCaptureDetailProps = { row: FailedCaptureRowView; clock: ClockView };

/** The row in focus: every try, what is left of its budget, and what must be true once it is captured. */
export function FailedCaptureDetail({ row, clock }: FailedCaptureDetailProps) {
  return (
    <section className="card border-brand!" aria-labelledby="h-focused">
      <div className="card-h card-h-sm">
        <h2 id="h-focused" className="text-lead! flex-1">
          {row.orderNumber}, <bdi>{row.customerName}</bdi>
          <span className="text-muted ml-1.5 font-normal">the row in focus</span>
        </h2>
        <span className="text-muted">
          <Kbd>Enter</Kbd> do next <Kbd>t</Kbd> try <Kbd>r</Kbd> ask <Kbd>q</Kbd> stop
        </span>
      </div>
      <div className="border-line grid border-t lg:grid-cols-[minmax(0,1fr)_300px_300px]">
        <ScrollBox label="Every try, table">
          <table className="tbl tbl-flush min-w-[560px]">
            <colgroup>
              <col style={{ width: 168 }} />
              <col style={{ width: 132 }} />
              <col style={{ width: 110 }} />
              <col />
              <col style={{ width: 96 }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">When, {zoneName(clock.now, clock.timeZone)}</th>
                <th scope="col">Act</th>
                <th scope="col">Reference</th>
                <th scope="col">Answer</th>
                <th scope="col">By</th>
              </tr>
            </thead>
            <tbody>
              {row.tries.map((attempt) => (
                <tr key={attempt.id}>
                  <td className="num text-muted">{formatLogMoment(attempt.at, clock.timeZone)}</td>
                  <td>{attempt.act}</td>
                  <td className="num text-label font-mono">{attempt.reference ?? "none"}</td>
                  <td>
                    <Badge badge={attempt.answer} />
                  </td>
                  <td className="text-muted">{attempt.by}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
        <Budget row={row} />
        <div className="border-line border-t px-4 py-3 lg:border-t-0 lg:border-l">
          <h3 className="cap mb-1">After a capture, all must be ticked</h3>
          <ul>
            {row.checklist.map((item) => {
              const Icon = item.isDone ? CircleCheck : CircleDashed;
              return (
                <li key={item.label} className="flex h-7 items-center gap-2">
                  <Icon className={`ic ${item.isDone ? "text-ok" : "text-faint"}`} aria-hidden />
                  <span className="flex-1">{item.label}</span>
                  <span className="sr-only">{item.isDone ? "done" : "not yet"}</span>
                </li>
              );
            })}
          </ul>
        </div>
      </div>
    </section>
  );
}

function Budget({ row }: { row: FailedCaptureRowView }) {
  const { budget, method, rawMessage, rawCode, rule } = row;
  return (
    <div className="border-line border-t px-4 py-3 lg:border-t-0 lg:border-l">
      <h3 className="cap">{budget ? `Retry budget, ${method}` : `The answer, ${method}`}</h3>
      {budget && (
        <>
          <p className="mt-1.5 flex items-baseline gap-1.5">
            <b className="num figure leading-7">{budget.left}</b>
            <span className="text-muted">
              of {budget.allowed} tries left in {budget.window}
            </span>
          </p>
          <BudgetMeter className="mt-1 mb-2" budget={budget} />
          <p className="lab">{budget.note}</p>
        </>
      )}
      {rule && <p className="lab mt-2">Rule: {rule}</p>}
      {(rawCode || rawMessage) && (
        <p className="lab mt-2 break-words">
          Gateway: {rawCode && <code className="font-mono">{rawCode}</code>} {rawMessage}
        </p>
      )}
    </div>
  );
}
