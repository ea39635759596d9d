"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useMemo, useState, useTransition } from "react";
import { ActContext, type ActRunner } from "@/components/acts/act-context";
import { ActDialog } from "@/components/acts/act-dialog";
import type { ActActions, ActView } from "@/components/acts/act-view";
import { type ActionState, idleState } from "@/components/ui/action-state";
import type { ClockView } from "@/components/ui/clock-view";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";

export type ActProviderProps = { actions: ActActions; clock: ClockView; children: ReactNode };

type OpenAct = { act: ActView; fields: [string, string][] };

/** Runs the acts of everything below it: links open, money and loss ask first, the rest happens at once. */
export function ActProvider({ actions, clock, children }: ActProviderProps) {
  const router = useRouter();
  const [open, setOpen] = useState<OpenAct | null>(null);
  const [running, setRunning] = useState<ActView | null>(null);
  const [isPending, startTransition] = useTransition();

  const runner = useMemo<ActRunner>(() => {
    const runNow = (act: ActView, fields: [string, string][]) => {
      const action = actions[act.kind];
      if (!action) return showToast("bad", `${act.label} is not possible here.`);
      setRunning(act);
      startTransition(async () => {
        const state = await settleAction(() => action(idleState, toForm(act, fields)));
        tell(act, state);
        if (state.status === "ok") router.refresh();
      });
    };
    return {
      isRunning: (act) => isPending && running !== null && isSameAct(act, running),
      run: (act, fields = []) => {
        if (act.refusal) return showToast("info", act.refusal);
        if (act.href) return router.push(act.href);
        if (asksFirst(act)) return setOpen({ act, fields });
        runNow(act, fields);
      },
    };
  }, [actions, isPending, router, running]);

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
            tell(open.act, state);
            router.refresh();
          }}
        />
      )}
    </ActContext>
  );
}

function asksFirst(act: ActView): boolean {
  return Boolean(act.amount || act.isDestructive || act.needsReason || act.explanation);
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

function tell(act: ActView, state: ActionState): void {
  const reference = state.reference ? ` Reference ${state.reference}.` : "";
  if (state.status === "ok") showToast("ok", state.message ?? `${act.label}: done.`);
  else showToast("bad", `${state.message ?? `${act.label} did not happen.`}${reference}`);
}
