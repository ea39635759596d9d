"use client";

import { Plus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { ConfirmMethodRow } from "@/components/payments/confirm-method-row";
import type { ConfirmView } from "@/components/payments/confirm-view";
import type { ConfirmVerbs } from "@/components/payments/use-confirm-payments";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { EmptyState } from "@/components/ui/empty-state";
import { formatAmount } from "@/components/ui/format-amount";
import { ScrollBox } from "@/components/ui/scroll-box";
import { areSingleKeysOn, isTyping } from "@/components/ui/single-keys";

export type ConfirmMethodsProps = { view: ConfirmView; verbs: ConfirmVerbs; clock: ClockView; children: ReactNode };

export function ConfirmMethods({ view, verbs, clock, children }: ConfirmMethodsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  // The work begins at the first way to pay that can cover what is missing.
  useEffect(() => {
    const rows = [...(body.current?.querySelectorAll<HTMLElement>("tr[data-method]") ?? [])];
    (rows.find((row) => row.dataset.takes === "rest") ?? rows[0])?.focus({ preventScroll: true });
  }, []);
  return (
    <Card
      id="h-methods"
      size="sm"
      title={
        <>
          Methods <span className="lab ml-1.5 font-normal">charged from top to bottom</span>
        </>
      }
      aside={
        view.editRefusal === null && (
          <Button icon={Plus} keys="a" onClick={() => verbs.setIsAdding(!verbs.isAdding)}>
            Add method
          </Button>
        )
      }
    >
      {view.methods.length === 0 ? (
        <EmptyState kind="no_match" title="No way to pay yet">
          Add one below, or ask the customer.
        </EmptyState>
      ) : (
        <ScrollBox label="Payment methods, table">
          <table className="tbl tbl-tall min-w-[920px]">
            <Head />
            <tbody ref={body} onKeyDown={(event) => onRowKey(event, view, verbs)}>
              {view.methods.map((method) => (
                <ConfirmMethodRow key={method.id} method={method} view={view} verbs={verbs} clock={clock} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      {children}
      {view.working.length > 0 && (
        <details className="border-line border-t px-4 py-2">
          <summary className="text-link w-fit cursor-pointer py-1">Why these amounts?</summary>
          <ol className="list-decimal py-1 pl-5">
            {view.working.map(({ text, left }) => (
              <li key={text} className="num">
                {text} <span className="text-muted">{formatAmount(left)} left.</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </Card>
  );
}

/** Keys of the row in focus: arrows, `u` and `d` move it, `s` suspends or resumes, `Enter` edits the most it may be charged. */
function onRowKey(event: KeyboardEvent<HTMLElement>, view: ConfirmView, verbs: ConfirmVerbs): void {
  const { target, key } = event;
  if (!(target instanceof HTMLTableRowElement) || event.metaKey || event.ctrlKey || event.altKey) return;
  const method = view.methods.find(({ id }) => id === target.dataset.method);
  if (!method) return;
  if (key === "ArrowDown" || key === "ArrowUp") {
    const rows = [...(target.parentElement?.querySelectorAll<HTMLElement>("tr[data-method]") ?? [])];
    rows[rows.indexOf(target) + (key === "ArrowDown" ? 1 : -1)]?.focus();
  } else if (key === "Enter" && view.editRefusal === null && !method.isSuspended) verbs.setEditing(method.id);
  else if (isTyping(target) || !areSingleKeysOn()) return;
  else if (key === "u") verbs.move(method, "up");
  else if (key === "d") verbs.move(method, "down");
  else if (key === "s") verbs.toggle(method);
  else return;
  event.preventDefault();
}

function Head() {
  return (
    <>
      <colgroup>
        <col style={{ width: 92 }} />
        <col />
        <col style={{ width: 128 }} />
        <col style={{ width: 116 }} />
        <col style={{ width: 116 }} />
        <col style={{ width: 154 }} />
        <col style={{ width: 154 }} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Method</th>
          <th scope="col" className="r">
            Max charge
          </th>
          <th scope="col" className="r">
            Asked
          </th>
          <th scope="col" className="r">
            Held
          </th>
          <th scope="col">State</th>
          <th scope="col">
            <span className="sr-only">Acts</span>
          </th>
        </tr>
      </thead>
    </>
  );
}
