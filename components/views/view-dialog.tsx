"use client";

import { useActionState, useState } from "react";
import { type ActionState, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { submitKept } from "@/components/ui/submit-kept";
import { submitOnModEnter } from "@/components/ui/submit-on-mod-enter";
import type { ViewSharingView, ViewsView } from "@/components/views/views-view";

export type ViewDialogProps = { views: ViewsView; query: string; isNew: boolean; onClose: () => void };

const sharings: { value: ViewSharingView; label: string }[] = [
  { value: "private", label: "Only me" },
  { value: "team", label: "Colleagues with my role" },
  { value: "everyone", label: "Everyone in the shop" },
];

/** The name of a view, and who sees it. */
export function ViewDialog({ views, query, isNew, onClose }: ViewDialogProps) {
  const { current, actions, screen, canShareWithEveryone } = views;
  const [state, submit, isPending] = useActionState(async (previous: ActionState, form: FormData) => {
    form.set("requestId", newRequestId());
    const action = isNew ? actions.save : actions.change;
    // A saved view is opened by a redirect, which passes through here as an error: the dialog's work is done then too.
    const next = await settleAction(() => action(previous, form)).catch((error: unknown) => {
      onClose();
      throw error;
    });
    if (next.status === "ok") onClose();
    return next;
  }, idleState);
  const [name, setName] = useState(isNew ? "" : current.name);
  const [sharing, setSharing] = useState<ViewSharingView>(isNew ? "private" : (current.sharing ?? "private"));
  const title = isNew ? "Save this view" : `Rename or share ${current.name}`;
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <form onSubmit={submitKept(submit)} onKeyDown={submitOnModEnter} className="flex min-h-0 flex-col">
        <div className="dlg-b flex flex-col gap-3">
          <Field label="Name" error={state.fieldErrors?.name}>
            {(control) => (
              <input
                {...control}
                name="name"
                className="field"
                required
                maxLength={80}
                autoComplete="off"
                data-autofocus=""
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <fieldset>
            <legend className="flab">Who sees it</legend>
            {sharings
              .filter(({ value }) => value !== "everyone" || canShareWithEveryone)
              .map(({ value, label }) => (
                <label key={value} className="check py-0.5">
                  <input
                    type="radio"
                    name="sharing"
                    value={value}
                    checked={sharing === value}
                    onChange={() => setSharing(value)}
                  />
                  {label}
                </label>
              ))}
          </fieldset>
          {isNew && (
            <label className="check">
              <input type="checkbox" name="isPinned" />
              Open this list on it from now on
            </label>
          )}
          <ActionStateNote state={state} />
        </div>
        <HiddenFields fields={isNew ? { screen, query } : { viewId: current.id }} />
        <div className="dlg-f">
          <Button onClick={onClose}>Cancel</Button>
          <span className="dlg-f-gap" />
          <Button type="submit" variant="brand" keys="Ctrl Enter" disabledReason={isPending ? "Saving" : undefined}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
