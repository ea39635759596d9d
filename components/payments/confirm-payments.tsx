"use client";

import { Banknote } from "lucide-react";
import { ActButton } from "@/components/acts/act-button";
import { ActProvider } from "@/components/acts/act-provider";
import type { ActActions } from "@/components/acts/act-view";
import { AddMethodPanel } from "@/components/payments/add-method-panel";
import { ConfirmMethods } from "@/components/payments/confirm-methods";
import { ConfirmTotal } from "@/components/payments/confirm-total";
import type { ConfirmActions, ConfirmView } from "@/components/payments/confirm-view";
import { useConfirmPayments } from "@/components/payments/use-confirm-payments";
import { Amount } from "@/components/ui/amount";
import { ObjectMark } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { CoverageBar } from "@/components/ui/coverage-bar";
import { formatAmount, isZeroAmount } from "@/components/ui/format-amount";
import { Link } from "@/components/ui/link";
import { LinkButton } from "@/components/ui/link-button";
import { Note } from "@/components/ui/note";

export type ConfirmPaymentsProps = {
  view: ConfirmView;
  actions: ConfirmActions;
  overrides: ActActions;
  clock: ClockView;
};

/** The ways to pay of one order from the first that is charged to the last, and the one button that holds what is missing. */
export function ConfirmPayments({ view, actions, overrides, clock }: ConfirmPaymentsProps) {
  const verbs = useConfirmPayments(view, actions);
  const isMissing = !isZeroAmount(view.missing);
  return (
    <>
      <section className="card flex flex-wrap items-center gap-3 px-4 py-3" aria-labelledby="h-confirm">
        <ObjectMark icon={Banknote} />
        <div className="min-w-52 flex-1">
          <p className="lab wrap-anywhere">
            <Link href={view.orderHref} className="num underline">
              {view.orderNumber}
            </Link>
            , <bdi>{view.customerName}</bdi>
          </p>
          <h1 id="h-confirm" className="page-title">
            Confirm payments
          </h1>
        </div>
        <LinkButton href={view.orderHref}>Back to the order</LinkButton>
      </section>
      {view.editRefusal && <Note tone="warn" title={view.editRefusal} />}
      {view.tooCoarse && (
        <Note tone="warn" title="This amount cannot be held">
          {view.tooCoarse}
        </Note>
      )}
      <div className="record">
        <div className="flex min-w-0 flex-col gap-3">
          <section
            className="card flex flex-wrap items-start gap-x-6 gap-y-2 px-4 py-3.5"
            aria-label="Still to authorize"
          >
            <div className="min-w-28">
              <p className="lab">Still to authorize</p>
              <Amount
                amount={view.missing}
                code="after"
                className={`text-[24px] leading-8 font-bold tracking-[-0.015em] ${isMissing ? "text-bad" : ""}`}
              />
            </div>
            <div className="min-w-56 flex-1">
              <CoverageBar coverage={view.coverage} size="lg" />
              <p className="mt-1.5 flex flex-wrap justify-between gap-x-4">
                <span>
                  Covered <b className="num">{formatAmount(view.covered)}</b> of{" "}
                  <b className="num">{formatAmount(view.total)}</b>
                </span>
                <span className="text-muted">{standingText(view, isMissing)}</span>
              </p>
            </div>
          </section>
          <ConfirmMethods view={view} verbs={verbs} clock={clock}>
            {verbs.isAdding && <AddMethodPanel view={view} verbs={verbs} />}
          </ConfirmMethods>
        </div>
        <ConfirmTotal view={view} verbs={verbs}>
          <ActProvider actions={overrides} clock={clock}>
            {view.overrides.map((act) => (
              <ActButton key={act.kind} act={act} />
            ))}
          </ActProvider>
        </ConfirmTotal>
      </div>
    </>
  );
}

function standingText({ standing }: ConfirmView, isMissing: boolean): string {
  if (standing === "closed") return "The order is closed.";
  if (standing === "confirmed")
    return isMissing ? "The order is confirmed; its money is not all there." : "The order is confirmed.";
  return isMissing ? "The order can be confirmed when the bar is full." : "The order can be confirmed.";
}
