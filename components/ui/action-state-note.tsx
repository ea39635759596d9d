import type { ActionState } from "@/components/ui/action-state";
import { Note } from "@/components/ui/note";

/** Says in place why a form did not do what was asked. Nothing when it did, or was not sent yet. */
export function ActionStateNote({ state, className }: { state: ActionState; className?: string }) {
  if (state.status === "idle" || state.status === "ok") return null;
  const titles = { refused: "That is not possible now.", invalid: "Please look again.", failed: "It did not work." };
  return (
    <Note
      tone={state.status === "invalid" ? "warn" : "bad"}
      title={state.message ?? titles[state.status]}
      isLive
      {...(className ? { className } : {})}
    >
      {state.reference && `Reference ${state.reference}.`}
    </Note>
  );
}
