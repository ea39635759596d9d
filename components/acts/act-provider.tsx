"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useMemo, useState, useTransition } from "react";
import { ActContext, type ActRunner } from "@/components/acts/act-context";
import { ActDialog } from "@/components/acts/act-dialog";
import type { ActActions, ActKind, ActView } from "@/components/acts/act-view";
import { keepUndo, takeUndo } from "@/components/acts/last-undo";
import { type ActionState, idleState } from "@/components/ui/action-state";
import type { ClockView } from "@/components/ui/clock-view";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";
import { isTyping } from "@/components/ui/single-keys";

export type ActProviderProps = { actions: ActActions; clock: ClockView; children: ReactNode };

type OpenAct = { act: ActView; fields: [string, string][] };

/** Runs the acts of everything below it: links open, money and loss ask first, the rest happens at once. */
export function ActProvider({ actions, clock, children }: ActProviderProps) {
  const router = useRouter();
  const [open, setOpen] = useState<OpenAct | null>(null);
  const [running, setRunning] = useState<ActView | null>(null);
  const [isPending, startTransition] = useTransition();

  const runner = useMemo<ActRunner & { takeBack: () => boolean }>(() => {
    const runNow = (act: ActView, fields: [string, string][]) => {
      const action = actions[act.kind];
      if (!action) return showToast("bad", `${act.label} is not possible here.`);
      setRunning(act);
      startTransition(async () => {
        const state = await settleAction(() => action(idleState, toForm(act, fields)));
        tell(act.label, state);
        if (state.status === "ok") router.refresh();
      });
    };
    const takeBack = () => {
      const undo = takeUndo();
      if (undo) runNow({ kind: undo.kind as ActKind, label: "Undo", fields: undo.fields }, []);
      return undo !== null;
    };
    const tell = (label: string, state: ActionState) => {
      const reference = state.reference ? ` Reference ${state.reference}.` : "";
      if (state.status !== "ok") return showToast("bad", `${state.message ?? `${label} did not happen.`}${reference}`);
      // What an undo did is not offered to be undone in turn: that would be a redo under the wrong name.
      const undo = label === "Undo" ? undefined : state.undo;
      if (undo) keepUndo(undo);
      showToast(
        state.isRefused ? "bad" : "ok",
        state.message ?? `${label}: done.`,
        undo && { action: { label: "Undo", onSelect: takeBack } },
      );
    };
    return {
      tell,
      takeBack,
      isRunning: (act) => isPending && running !== null && isSameAct(act, running),
      run: (act, fields = []) => {
        if (act.refusal) return showToast("info", act.refusal);
        if (act.href) return router.push(act.href);
        if (asksFirst(act)) return setOpen({ act, fields });
        runNow(act, fields);
      },
    };
  }, [actions, isPending, router, running]);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isUndo = (event.metaKey || event.ctrlKey) && !event.shiftKey && event.key.toLowerCase() === "z";
      if (isUndo && !isTyping(event.target) && runner.takeBack()) event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [runner]);

  const openAction = open && actions[open.act.kind];
  return (
    <ActContext value={runner}>
      {children}
      {open && openAction && (
        <ActDialog
          act={open.act}
          fields={open.fields}
          action={openAction}
          clock={clock}
          onClose={() => setOpen(null)}
          onDone={(state) => {
            setOpen(null);
            runner.tell(open.act.label, state);
            router.refresh();
          }}
        />
      )}
    </ActContext>
  );
}

function asksFirst(act: ActView): boolean {
  const needsChoice = act.kind === "snooze" || act.kind === "assign";
  return Boolean(needsChoice || act.amount || act.isDestructive || act.needsReason || act.explanation);
}

function isSameAct(one: ActView, other: ActView): boolean {
  return one.kind === other.kind && JSON.stringify(one.fields) === JSON.stringify(other.fields);
}

function toForm(act: ActView, fields: [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(act.fields ?? {})) form.append(name, value);
  for (const [name, value] of fields) form.append(name, value);
  form.append("requestId", newRequestId());
  return form;
}
