"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useActionState } from "react";
import { type ActionState, type FormAction, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";
import { submitKept } from "@/components/ui/submit-kept";

export type ActFormProps = {
  action: FormAction;
  fields?: Record<string, string>;
  className?: string;
  onDone?: () => void;
  children: (state: ActionState, isPending: boolean) => ReactNode;
};

/** A small form: sends once, says in place why not, and shows the page as it then is. */
export function ActForm({ action, fields = {}, className, onDone, children }: ActFormProps) {
  const router = useRouter();
  const [state, submit, isPending] = useActionState(async (previous: ActionState, form: FormData) => {
    form.set("requestId", newRequestId());
    const next = await settleAction(() => action(previous, form));
    if (next.status === "ok") {
      if (next.message) showToast("ok", next.message);
      onDone?.();
      router.refresh();
    }
    return next;
  }, idleState);
  return (
    <form onSubmit={submitKept(submit)} className={className}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children(state, isPending)}
      <ActionStateNote state={state} className="mt-2" />
    </form>
  );
}
