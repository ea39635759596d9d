"use client";

import { CircleCheck, CircleDashed, CircleX, CreditCard, Hourglass, Link2, Phone, Send, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { OnceBox } from "@/components/approvals/once-box";
import type { RequestCardView, RequestStepView } from "@/components/orders/request-card-view";
import { type ActionState, type FormAction, idleState } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { formatLogMoment, formatUpcoming } from "@/components/ui/format-moment";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";
import { usePost } from "@/components/ui/use-post";

/** Each is checked by the server for itself. */
export type RequestActions = {
  unsend: FormAction;
  sendNow: FormAction;
  copyLink: FormAction;
  makeCode: FormAction;
  openPage: FormAction;
};
export type RequestCardProps = { request: RequestCardView; actions: RequestActions; clock: ClockView };

/** What became of the request, step by step as it happens, and every way to reach the customer beside the mail. */
export function RequestCard({ request, actions, clock }: RequestCardProps) {
  const { orderNumber, requestId, mailLeavesAt } = request;
  const fields = { orderNumber, approvalRequestId: requestId };
  const { run, isPending } = usePost();
  return (
    <Card id="h-request" title="Request to the customer" size="sm">
      <ol className="grid gap-2 px-4 py-3 sm:grid-cols-4">
        {request.steps.map((step) => (
          <Step key={step.key} step={step} clock={clock} />
        ))}
      </ol>
      <p className="lab px-4 pb-2">
        {request.facts.join(", ")}
        {request.endsAt && <>, link ends {formatUpcoming(request.endsAt, clock)}</>}
        {request.remindAt && <>, next reminder {formatUpcoming(request.remindAt, clock)}</>}
      </p>
      {mailLeavesAt !== null && (
        <div className="flex flex-wrap gap-2 px-4 pb-3">
          <Button size="sm" icon={Undo2} onClick={() => isPending || run(actions.unsend, fields)}>
            Take it back unsent
          </Button>
          <Button size="sm" icon={Send} onClick={() => isPending || run(actions.sendNow, fields)}>
            Send now
          </Button>
        </div>
      )}
      {request.canReach && <Reach request={request} actions={actions} />}
    </Card>
  );
}

const looks = {
  done: { icon: CircleCheck, color: "text-ok", said: "done" },
  now: { icon: Hourglass, color: "text-info", said: "now" },
  todo: { icon: CircleDashed, color: "text-faint", said: "to come" },
  bad: { icon: CircleX, color: "text-bad", said: "failed" },
} as const;

function Step({ step, clock }: { step: RequestStepView; clock: ClockView }) {
  const { icon: Icon, color, said } = looks[step.state];
  return (
    <li className="flex gap-2">
      <Icon className={`ic mt-0.5 ${color}`} aria-hidden />
      <span className="min-w-0">
        <b className="font-semibold">{step.label}</b>
        <span className="sr-only">, {said}</span>
        <span className="lab block">
          {step.note} {step.at && formatLogMoment(step.at, clock.timeZone)}
        </span>
      </span>
    </li>
  );
}

type Shown = { kind: "link" | "code"; state: ActionState };

function Reach({ request, actions }: Omit<RequestCardProps, "clock">) {
  const router = useRouter();
  const [shown, setShown] = useState<Shown | null>(null);
  const [isPending, startTransition] = useTransition();
  const { orderNumber, requestId: approvalRequestId, amount } = request;
  const post = (action: FormAction, fields: Record<string, string>, onOk: (state: ActionState) => void) => {
    if (isPending) return;
    startTransition(async () => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      const state = await settleAction(() => action(idleState, form));
      onOk(state);
      if (state.status !== "ok") showToast("bad", state.message ?? "It did not happen.");
      router.refresh();
    });
  };
  const openPage = () => {
    if (isPending) return;
    // Opened while the click is fresh, or the browser would take it for an advertisement; led on when the gateway has answered.
    const tab = window.open("about:blank", "_blank");
    if (tab) tab.opener = null;
    const { amountMinor, currency } = amount;
    post(actions.openPage, { orderNumber, approvalRequestId, amountMinor, currency }, ({ once }) => {
      if (once && tab) tab.location.href = once.value;
      else tab?.close();
    });
  };
  const show = (kind: Shown["kind"]) => (state: ActionState) => setShown(state.once ? { kind, state } : null);
  return (
    <div className="border-line grid gap-2.5 border-t px-4 py-3">
      <div className="flex flex-wrap gap-2">
        <Button size="sm" icon={Link2} onClick={() => post(actions.copyLink, { orderNumber }, show("link"))}>
          Copy link
        </Button>
        <Button size="sm" icon={Phone} onClick={() => post(actions.makeCode, { orderNumber }, show("code"))}>
          Code to read out
        </Button>
        <Button size="sm" icon={CreditCard} onClick={openPage}>
          Open the payment page for the customer
        </Button>
      </div>
      {shown?.state.once && (
        <OnceBox
          key={shown.state.once.value}
          label={shown.kind === "link" ? "Link for the customer" : "Code to read out"}
          once={shown.state.once}
          hint={
            shown.kind === "link"
              ? "It is on record that you copied it."
              : "The customer types it at the shop's address under /pay. It works once."
          }
        />
      )}
    </div>
  );
}
