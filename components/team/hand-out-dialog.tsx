"use client";

import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { useDesk } from "@/components/layout/desk-context";
import { HandOutShares } from "@/components/team/hand-out-shares";
import type { HandOutActions, HandOutAskView, HandOutPlanView } from "@/components/team/hand-out-view";
import { useHandOutPlan } from "@/components/team/use-hand-out-plan";
import { type ActionState, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Note } from "@/components/ui/note";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { submitKept } from "@/components/ui/submit-kept";
import { submitOnModEnter } from "@/components/ui/submit-on-mod-enter";

export type HandOutDialogProps = { ask: HandOutAskView; actions: HandOutActions; onClose: () => void };

/** Before unpaid orders change hands: who gets how many, and what they are worth. */
export function HandOutDialog({ ask, actions, onClose }: HandOutDialogProps) {
  const router = useRouter();
  const { showJob } = useDesk();
  const [requestId] = useState(newRequestId);
  const [moveToo, setMoveToo] = useState(false);
  const [without, setWithout] = useState<string[]>([]);
  const [toId, setToId] = useState(ask.act === "reassign" ? (ask.choices[0]?.id ?? "") : "");
  const { plan, isCurrent, isBroken, lookAgain } = useHandOutPlan(actions, fieldsOf(ask, { moveToo, without, toId }));

  const [state, submit, isPending] = useActionState(async (previous: ActionState, form: FormData) => {
    const next = await settleAction(() => actions.start(previous, form));
    if (next.status === "ok") {
      onClose();
      showJob(`blk_${requestId}`);
      router.refresh();
    } else if (next.reason === "plan_changed") lookAgain();
    return next;
  }, idleState);

  return (
    <Dialog isOpen onClose={onClose} title={titleOf(ask)} size="wide">
      <form onSubmit={submitKept(submit)} onKeyDown={submitOnModEnter} className="flex min-h-0 flex-col">
        <div className="dlg-b flex flex-col gap-3">
          {ask.act === "reassign" && (
            <label className="flex flex-col gap-1">
              <span className="flab">Give them to</span>
              <select name="toId" className="field" value={toId} onChange={(event) => setToId(event.target.value)}>
                {ask.choices.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </label>
          )}
          {ask.act === "even_out" && (
            <label className="check">
              <input
                type="checkbox"
                name="moveToo"
                checked={moveToo}
                onChange={(event) => setMoveToo(event.target.checked)}
              />
              Move orders that people have already, too; what can wait longest moves first
            </label>
          )}
          {isBroken && (
            <Note
              tone="bad"
              title="The plan could not be made."
              isLive
              action={
                <Button size="sm" onClick={lookAgain}>
                  Try again
                </Button>
              }
            >
              Nothing was changed.
            </Note>
          )}
          {!isCurrent && !isBroken && <p role="status">Looking at the desk as it is now.</p>}
          {plan && isCurrent && <PlanText ask={ask} plan={plan} />}
          {plan && plan.shares.length > 0 && (
            <HandOutShares
              shares={plan.shares}
              {...(ask.act === "even_out" && { without, onWithout: setWithout })}
              hasGets={ask.act !== "release"}
            />
          )}
          <p className="text-muted">{explanations[ask.act]}</p>
          <ActionStateNote state={state} />
        </div>
        <input type="hidden" name="act" value={ask.act} />
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="plan" value={plan?.plan ?? ""} />
        {ask.act === "reassign" && <input type="hidden" name="fromId" value={ask.from.id} />}
        {without.map((id) => (
          <input key={id} type="hidden" name="without" value={id} />
        ))}
        <div className="dlg-f">
          <Button onClick={onClose} data-autofocus="">
            Cancel
          </Button>
          <span className="dlg-f-gap" />
          <Button
            type="submit"
            variant="brand"
            keys="Ctrl Enter"
            disabledReason={blockedBy(isCurrent ? plan : null, isPending)}
          >
            {plan ? buttonOf(ask, plan.total) : "Start"}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const explanations = {
  even_out:
    "Orders without an owner that are awake are dealt out, most money with least time first. Everyone is told of what they get.",
  reassign: "Their open unpaid orders that are awake change hands; an order that a colleague works on right now stays.",
  release: "They belong to nobody again, so that “next best” and evening out find them.",
};

function PlanText({ ask, plan }: { ask: HandOutAskView; plan: HandOutPlanView }) {
  const { total, leftAlone, isCut } = plan;
  return (
    <div role="status">
      <p className="text-lead">
        {total === 0 ? (
          nothingWords[ask.act]
        ) : (
          <b>{`${total} ${total === 1 ? "order changes" : "orders change"} hands.`}</b>
        )}
      </p>
      {leftAlone > 0 && (
        <p className="text-muted">
          {leftAlone} {leftAlone === 1 ? "order stays" : "orders stay"} as they are: somebody is working on them right
          now.
        </p>
      )}
      {isCut && <p className="text-muted">At most a thousand at once. Ask again for the rest.</p>}
    </div>
  );
}

const nothingWords = {
  even_out: "Nothing to hand out: every open order has an owner, or nobody can be given one.",
  reassign: "They have no open unpaid order that is awake.",
  release: "No claim is stuck.",
};

function titleOf(ask: HandOutAskView): string {
  if (ask.act === "reassign") return `Reassign from ${ask.from.name}`;
  return ask.act === "even_out" ? "Even out the desk" : "Release stuck claims";
}

function buttonOf(ask: HandOutAskView, total: number): string {
  const orders = `${total} ${total === 1 ? "order" : "orders"}`;
  if (ask.act === "release") return `Release ${orders}`;
  return ask.act === "even_out" ? `Hand out ${orders}` : `Reassign ${orders}`;
}

function blockedBy(plan: HandOutPlanView | null, isPending: boolean): string | undefined {
  if (isPending) return "Starting";
  if (!plan) return "One moment";
  return plan.total === 0 ? "Nothing to do" : undefined;
}

type Choices = { moveToo: boolean; without: string[]; toId: string };

function fieldsOf(ask: HandOutAskView, { moveToo, without, toId }: Choices): object {
  if (ask.act === "release") return { act: "release" };
  if (ask.act === "reassign") return { act: "reassign", fromId: ask.from.id, toId };
  return { act: "even_out", without, ...(moveToo && { moveToo: "on" }) };
}
