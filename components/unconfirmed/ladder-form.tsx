"use client";

import { useActionState, useState } from "react";
import { type ActionState, type FormAction, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { submitKept } from "@/components/ui/submit-kept";

export type LadderView = { text: string; change: FormAction | null };

/** When a silent gateway is asked; who may, changes it here. */
export function LadderForm({ ladder }: { ladder: LadderView }) {
  return ladder.change ? (
    <Changeable text={ladder.text} change={ladder.change} />
  ) : (
    <p className="lab pt-3">A silent gateway is asked after {ladder.text}; then a person decides.</p>
  );
}

function Changeable({ text, change }: { text: string; change: FormAction }) {
  const [requestId, setRequestId] = useState(newRequestId);
  const [waits, setWaits] = useState(text);
  const [state, submit, isPending] = useActionState(async (previous: ActionState, form: FormData) => {
    const next = await settleAction(() => change(previous, form));
    setRequestId(newRequestId());
    return next;
  }, idleState);
  return (
    <form onSubmit={submitKept(submit)} className="flex max-w-xl items-end gap-3 pt-3">
      <div className="flex-1">
        <Field
          label="A silent gateway is asked after"
          hint="Each wait counts from the question before. After the last one a person decides."
          error={state.fieldErrors?.waits}
        >
          {(control) => (
            <input
              {...control}
              name="waits"
              className="field"
              value={waits}
              onChange={(event) => setWaits(event.target.value)}
            />
          )}
        </Field>
        <ActionStateNote state={state} />
      </div>
      <HiddenFields fields={{ requestId }} />
      <Button type="submit" disabledReason={isPending ? "Being changed" : undefined}>
        Change
      </Button>
    </form>
  );
}
