"use client";

import { Gavel } from "lucide-react";
import { useState } from "react";
import type { OpenDisputeView } from "@/components/orders/order-record-view";
import { ActForm } from "@/components/ui/act-form";
import type { FormAction } from "@/components/ui/action-state";
import { Amount } from "@/components/ui/amount";
import { Badge, type BadgeView } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatMoment } from "@/components/ui/format-moment";

export type DisputeAnswerActions = {
  contest: FormAction;
  accept: FormAction;
  retry: Record<"evidence" | "accept", FormAction>;
};
export type OpenDisputeCardProps = { dispute: OpenDisputeView; clock: ClockView; actions: DisputeAnswerActions };

/** What the bank waits for: evidence, sent once, or our consent. What the house knows goes with a colleague's words. */
export function OpenDisputeCard({ dispute, clock, actions }: OpenDisputeCardProps) {
  const { id, orderNumber, amount, answerBy, facts, answer, whyNot, canContest, canAccept, canRetry } = dispute;
  const [text, setText] = useState("");
  const [isAccepting, setIsAccepting] = useState(false);
  const fields = { orderNumber, disputeId: id };
  return (
    <Card
      id={`h-${id}`}
      title="Answer to the bank"
      icon={Gavel}
      hue="clock"
      size="sm"
      aside={<Badge badge={stateOf(answer)} />}
    >
      <div className="grid gap-3 px-4 pb-3">
        <p>
          <Amount amount={amount} /> is disputed.{" "}
          {answer?.status === "sent" ? (
            <span className="text-muted">{sentText(answer, clock)}</span>
          ) : answerBy === null ? (
            <span className="text-muted">The gateway does not say until when it takes an answer.</span>
          ) : (
            <b>Answer by {formatMoment(answerBy, clock.timeZone)}.</b>
          )}
        </p>
        {answer?.status === "refused" && (
          <p className="text-bad">
            The gateway did not take it{answer.said && `: ${answer.said}`}. It can be sent again.
          </p>
        )}
        {answer?.isStuck && (
          <p className="text-bad">
            {answer.kind === "accept" ? "Our consent" : "Our evidence"} did not get through:{" "}
            {answer.status === "sending"
              ? "the gateway did not answer, and whether it has come is not known."
              : "the gateway could not be reached, and nothing has left."}{" "}
            Nobody tries any more since {formatMoment(answer.at, clock.timeZone)}. Look at the gateway's own pages, or
            have it tried again: it is asked first, and nothing is said twice.
          </p>
        )}
        {answer?.isStuck && canRetry && (
          <ActForm action={actions.retry[answer.kind]} fields={fields}>
            {(_state, isPending) => (
              <Button type="submit" variant="brand" disabledReason={isPending ? "Being asked" : undefined}>
                Try again
              </Button>
            )}
          </ActForm>
        )}
        {answer?.status === "overtaken" && (
          <p className="text-muted">The bank decided before it is known to have come. Its decision will show here.</p>
        )}
        {whyNot && <p className="text-muted">{whyNot}</p>}
        {answer?.status !== "sent" && (
          <div>
            <h3 className="lab">What goes with it</h3>
            <ul className="list-disc pl-5">
              {facts.map((fact) => (
                <li key={fact} className="break-words">
                  {fact}
                </li>
              ))}
            </ul>
          </div>
        )}
        {canContest && (
          <ActForm action={actions.contest} fields={fields} className="grid gap-2">
            {(state, isPending) => (
              <>
                <Field
                  label="Why the money is ours"
                  hint="Once sent, nothing can be added."
                  error={state.fieldErrors?.text}
                >
                  {(control) => (
                    <textarea
                      {...control}
                      name="text"
                      className="field"
                      rows={4}
                      maxLength={5000}
                      required
                      value={text}
                      onChange={(event) => setText(event.target.value)}
                    />
                  )}
                </Field>
                <div className="flex flex-wrap gap-2">
                  <Button type="submit" variant="brand" disabledReason={isPending ? "Being sent" : undefined}>
                    Send evidence
                  </Button>
                  {canAccept && (
                    <Button variant="bad" className="ml-auto" onClick={() => setIsAccepting(true)}>
                      Accept the dispute
                    </Button>
                  )}
                </div>
              </>
            )}
          </ActForm>
        )}
      </div>
      <Dialog isOpen={isAccepting} onClose={() => setIsAccepting(false)} title="Accept the dispute?">
        <ActForm action={actions.accept} fields={fields} onDone={() => setIsAccepting(false)}>
          {(_state, isPending) => (
            <>
              <p className="dlg-b">
                The customer keeps <Amount amount={amount} />, and the dispute ends as lost. This cannot be taken back.
              </p>
              <div className="dlg-f">
                <Button data-autofocus="" onClick={() => setIsAccepting(false)}>
                  Cancel
                </Button>
                <span className="dlg-f-gap" />
                <Button type="submit" variant="bad-solid" disabledReason={isPending ? "Being sent" : undefined}>
                  Accept, give the money up
                </Button>
              </div>
            </>
          )}
        </ActForm>
      </Dialog>
    </Card>
  );
}

function stateOf(answer: OpenDisputeView["answer"]): BadgeView {
  if (answer?.isStuck) return { tone: "bad", label: "Did not get through" };
  switch (answer?.status) {
    case "sent":
      return { tone: "ok", label: answer.kind === "accept" ? "Accepted" : "Evidence sent" };
    case "overtaken":
      return { tone: "wait", label: "Decided" };
    case "requested":
    case "sending":
      return { tone: "wait", label: "On its way" };
    default:
      return { tone: "warn", label: "No answer yet" };
  }
}

function sentText({ kind, by, at }: NonNullable<OpenDisputeView["answer"]>, clock: ClockView): string {
  const what = kind === "accept" ? "Accepted" : "Evidence sent";
  return `${what} ${formatMoment(at, clock.timeZone)}${by === null ? "" : ` by ${by}`}. The bank decides.`;
}
