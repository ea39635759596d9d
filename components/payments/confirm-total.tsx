"use client";

import { Send, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import type { ConfirmView } from "@/components/payments/confirm-view";
import type { ConfirmVerbs } from "@/components/payments/use-confirm-payments";
import { Amount, type AmountView } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { formatAmount, formatAmountWithCurrency, isZeroAmount } from "@/components/ui/format-amount";
import { LinkButton } from "@/components/ui/link-button";

type ConfirmTotalProps = { view: ConfirmView; verbs: ConfirmVerbs; children?: ReactNode };

/** What the order comes to, and the one button: it names the amount that it holds. */
export function ConfirmTotal({ view, verbs, children }: ConfirmTotalProps) {
  return (
    <Card id="h-total" title="Order total" size="sm">
      <dl className="px-4 pb-3">
        {view.sums.map(({ label, amount }) => (
          <Line key={label} label={label} amount={amount} />
        ))}
        {view.before && view.change && (
          <>
            <Line label="Agreed before" amount={view.before} className="border-line mt-1 border-t pt-2" />
            <Line label="Change" amount={view.change} isChange />
          </>
        )}
        <div className="border-line mt-1 flex items-baseline justify-between border-t pt-2">
          <dt className="font-bold">Total now</dt>
          <dd>
            <Amount amount={view.total} code="after" className="figure" />
          </dd>
        </div>
      </dl>
      <div className="border-line flex flex-col gap-2 border-t px-4 py-3">
        <MainButton view={view} verbs={verbs} />
        {view.step !== "ask_customer" && view.standing !== "closed" && (
          <LinkButton href={view.askHref} icon={Send} keys="r">
            Ask the customer instead
          </LinkButton>
        )}
        {children}
        <p className="lab">Nothing is captured here. Capture follows the shipment.</p>
      </div>
    </Card>
  );
}

function MainButton({ view, verbs }: { view: ConfirmView; verbs: ConfirmVerbs }) {
  if (view.step === "ask_customer") {
    return (
      <LinkButton href={view.askHref} icon={Send} variant="brand" keys="Ctrl Enter">
        {`Ask about ${formatAmountWithCurrency(view.amount)}`}
      </LinkButton>
    );
  }
  if (view.step === "none") return <p className="text-muted">Nothing is left to authorize.</p>;
  const label = isZeroAmount(view.amount) ? "Confirm the order" : `Authorize ${formatAmountWithCurrency(view.amount)}`;
  return (
    <Button
      variant="brand"
      icon={ShieldCheck}
      keys="Ctrl Enter"
      wraps
      onClick={verbs.authorize}
      disabledReason={view.refusal ?? waitText(verbs)}
    >
      {label}
    </Button>
  );
}

function waitText({ isPending, editing }: ConfirmVerbs): string | undefined {
  if (isPending) return "Asked, waiting";
  return editing === null ? undefined : "Finish the amount first";
}

type LineProps = { label: string; amount: AmountView; isChange?: boolean; className?: string };

function Line({ label, amount, isChange = false, className = "" }: LineProps) {
  return (
    <div className={`flex justify-between py-1 ${className}`}>
      <dt className="text-muted">{label}</dt>
      <dd className={isChange ? "num font-bold" : "num"}>{formatAmount(amount, isChange ? "always" : "auto")}</dd>
    </div>
  );
}
