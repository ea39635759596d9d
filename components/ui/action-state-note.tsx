"use client";

import { useEffect, useRef } from "react";
import type { ActionState } from "@/components/ui/action-state";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { OLD_PAGE } from "@/components/ui/settle-action";

/** Says in place why a form did not do what was asked. Nothing when it did, or was not sent yet. */
export function ActionStateNote({ state, className }: { state: ActionState; className?: string }) {
  const note = useRef<HTMLDivElement>(null);
  // A long form has its note below what is in sight.
  useEffect(() => {
    if (state.status !== "idle" && state.status !== "ok") note.current?.scrollIntoView({ block: "nearest" });
  }, [state]);
  if (state.status === "idle" || state.status === "ok") return null;
  const titles = { refused: "That is not possible now.", invalid: "Please look again.", failed: "It did not work." };
  return (
    <Note
      ref={note}
      tone={state.status === "invalid" ? "warn" : "bad"}
      title={state.message ?? titles[state.status]}
      isLive
      {...(className ? { className } : {})}
    >
      {state.reference && `Reference ${state.reference}.`}
      {state.reason === OLD_PAGE && <Button onClick={() => window.location.reload()}>Load the page again</Button>}
    </Note>
  );
}
