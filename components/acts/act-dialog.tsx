"use client";

import { useActionState, useState } from "react";
import { ActAmountField } from "@/components/acts/act-amount-field";
import { actLooks } from "@/components/acts/act-look";
import type { ActView } from "@/components/acts/act-view";
import { ColleagueField } from "@/components/acts/colleague-field";
import { SnoozeField } from "@/components/acts/snooze-field";
import { RefundPreview } from "@/components/payments/refund-preview";
import { type ActionState, type FormAction, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import type { AmountView } from "@/components/ui/amount";
import { Button } from "@/components/ui/button";
import type { ClockView } from "@/components/ui/clock-view";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { formatAmountWithCurrency } from "@/components/ui/format-amount";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { submitKept } from "@/components/ui/submit-kept";
import { submitOnEnter, submitOnModEnter } from "@/components/ui/submit-on-mod-enter";

export type ActDialogProps = {
  act: ActView;
  fields: [name: string, value: string][];
  action: FormAction;
  clock: ClockView;
  onClose: () => void;
  onDone: (state: ActionState) => void;
};

/** Money or loss ahead: names the amount, keeps what was typed when it is refused, and says what comes next. */
export function ActDialog({ act, fields, action, clock, onClose, onDone }: ActDialogProps) {
  const [requestId, setRequestId] = useState(newRequestId);
  const [state, submit, isPending] = useActionState(async (previous: ActionState, form: FormData) => {
    const next = await settleAction(() => action(previous, form));
    if (next.status === "ok") onDone(next);
    // An answer ends the request; what is sent next is a new intention.
    else setRequestId(newRequestId());
    return next;
  }, idleState);
  const [amount, setAmount] = useState<AmountView | null>(act.suggested ?? act.amount ?? null);
  const [reason, setReason] = useState("");
  const [reference, setReference] = useState("");

  const isHarmless = act.kind === "snooze" || act.kind === "assign";
  const orderNumber = act.fields?.orderNumber;
  const verb = amount ? `${act.label} ${formatAmountWithCurrency(amount)}` : act.label;
  return (
    <Dialog isOpen onClose={onClose} title={orderNumber ? `${act.label} for ${orderNumber}` : act.label}>
      <form
        onSubmit={submitKept(submit)}
        // What can be undone may be done by plain Enter; money and loss never.
        onKeyDown={isHarmless ? submitOnEnter : submitOnModEnter}
        className="flex min-h-0 flex-col"
      >
        <div className="dlg-b flex flex-col gap-3">
          {act.because && <p className="text-muted">{act.because}</p>}
          {act.amount && (
            <ActAmountField
              act={act}
              ceiling={act.amount}
              clock={clock}
              error={state.fieldErrors?.amountMinor}
              onChange={setAmount}
            />
          )}
          {act.refundSources && amount && <RefundPreview sources={act.refundSources} amount={amount} />}
          {act.kind === "snooze" && <SnoozeField timeZone={clock.timeZone} error={state.fieldErrors?.until} />}
          {act.kind === "assign" && <ColleagueField error={state.fieldErrors?.ownerId} />}
          {act.explanation && <p>{act.explanation}</p>}
          {act.needsReference && (
            <Field label={act.needsReference} error={state.fieldErrors?.reference}>
              {(control) => (
                <input
                  {...control}
                  name="reference"
                  className="field"
                  required
                  maxLength={120}
                  autoComplete="off"
                  value={reference}
                  onChange={(event) => setReference(event.target.value)}
                />
              )}
            </Field>
          )}
          {act.needsReason && (
            <Field label="Reason" hint="Stands in the history with your name." error={state.fieldErrors?.reason}>
              {(control) => (
                <textarea
                  {...control}
                  name="reason"
                  rows={2}
                  className="field"
                  required
                  data-autofocus=""
                  value={reason}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
          )}
          <ActionStateNote state={state} />
        </div>
        <HiddenFields fields={{ ...act.fields, requestId }} />
        {fields.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="dlg-f">
          <Button onClick={onClose} data-autofocus="">
            Cancel
          </Button>
          <span className="dlg-f-gap" />
          <Button
            type="submit"
            variant={act.isDestructive ? "bad-solid" : "brand"}
            icon={actLooks[act.kind].icon}
            keys={isHarmless ? "Enter" : "Ctrl Enter"}
            disabledReason={isPending ? `${act.label}: asked, waiting` : undefined}
          >
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
