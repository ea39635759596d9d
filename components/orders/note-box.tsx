"use client";

import { useRouter } from "next/navigation";
import { useActionState, useState } from "react";
import { useActRunner } from "@/components/acts/act-context";
import { type ActionState, type FormAction, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { submitKept } from "@/components/ui/submit-kept";

export type NoteBoxProps = { orderNumber: string; addNote: FormAction };

/** Always in view; what was typed stays until the server has it. */
export function NoteBox({ orderNumber, addNote }: NoteBoxProps) {
  const router = useRouter();
  const runner = useActRunner();
  const [note, setNote] = useState("");
  const [state, submit, isPending] = useActionState(async (previous: ActionState, form: FormData) => {
    form.set("requestId", newRequestId());
    const next = await settleAction(() => addNote(previous, form));
    if (next.status === "ok") {
      setNote("");
      runner.tell("Note", next);
      router.refresh();
    }
    return next;
  }, idleState);
  return (
    <form onSubmit={submitKept(submit)}>
      <input type="hidden" name="orderNumber" value={orderNumber} />
      <label className="sr-only" htmlFor="note-text">
        Note
      </label>
      <div className="field h-9!">
        <input
          id="note-text"
          name="note"
          placeholder="Write a note"
          autoComplete="off"
          required
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {note === "" && <Kbd>n</Kbd>}
      </div>
      {note !== "" && (
        <div className="mt-2 flex items-center gap-3">
          <label className="check">
            <input type="checkbox" name="isPinned" />
            Pin it
          </label>
          <span className="ml-auto" />
          <Button type="submit" size="sm" variant="brand" disabledReason={isPending ? "Saving" : undefined}>
            Add note
          </Button>
        </div>
      )}
      <ActionStateNote state={state} className="mt-2" />
    </form>
  );
}
