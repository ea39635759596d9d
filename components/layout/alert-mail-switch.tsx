"use client";

import { useOptimistic, useTransition } from "react";
import { type FormAction, idleState } from "@/components/ui/action-state";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";

export type AlertMailSwitchProps = { isWanted: boolean; setAlertMail: FormAction };

/** Alerts stand on the bell; who likes has them mailed too. */
export function AlertMailSwitch({ isWanted, setAlertMail }: AlertMailSwitchProps) {
  const [isOn, setIsOn] = useOptimistic(isWanted);
  const [, startChange] = useTransition();
  const change = (next: boolean) =>
    startChange(async () => {
      setIsOn(next);
      const form = new FormData();
      if (next) form.set("isWanted", "on");
      const state = await settleAction(() => setAlertMail(idleState, form));
      if (state.message) showToast(state.status === "ok" ? "ok" : "bad", state.message);
    });
  return (
    <label className="check">
      <input type="checkbox" checked={isOn} onChange={(event) => change(event.target.checked)} />
      Mail me alerts
    </label>
  );
}
