"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { ConfirmActions, ConfirmMethodView, ConfirmView } from "@/components/payments/confirm-view";
import { areSingleKeysOn, isTyping } from "@/components/ui/single-keys";
import { usePost } from "@/components/ui/use-post";

export type ConfirmVerbs = ReturnType<typeof useConfirmPayments>;

/** What can be done on the page, by button and by key; each act names the version that was seen. */
export function useConfirmPayments(view: ConfirmView, actions: ConfirmActions) {
  const router = useRouter();
  const post = usePost();
  const [isAdding, setIsAdding] = useState(view.methods.length === 0);
  const [editing, setEditing] = useState<string | null>(null);
  const { run } = post;

  const { orderNumber, version } = view;
  const act = useCallback(
    (kind: keyof ConfirmActions, fields: Record<string, string> = {}, onDone?: () => void) =>
      run(actions[kind], { orderNumber, version: String(version), ...fields }, onDone),
    [run, actions, orderNumber, version],
  );
  const authorize = () => {
    if (post.isPending || editing !== null || view.refusal !== null) return;
    if (view.step === "ask_customer") router.push(view.askHref);
    else if (view.step === "confirm") act("confirm");
    else if (view.step === "authorize")
      act("authorize", { amountMinor: view.amount.amountMinor, currency: view.amount.currency });
  };

  const keys = { a: () => setIsAdding(true), r: () => router.push(view.askHref), authorize };
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isInLayer(event.target)) return;
      const isMod = event.metaKey || event.ctrlKey;
      if (isMod && event.key === "Enter") {
        event.preventDefault();
        return latest.current.authorize();
      }
      if (isMod || event.altKey || isTyping(event.target) || !areSingleKeysOn()) return;
      if (event.key !== "a" && event.key !== "r") return;
      event.preventDefault();
      latest.current[event.key]();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  const isLocked = view.editRefusal !== null || post.isPending;
  return {
    isPending: post.isPending,
    isAdding,
    setIsAdding,
    editing,
    setEditing,
    authorize,
    add: (fields: Record<string, string>) => act("add", fields, () => setIsAdding(false)),
    limit: (method: ConfirmMethodView, limitMinor: string) =>
      act("limit", { paymentMethodId: method.id, limitMinor }, () => setEditing(null)),
    move: (method: ConfirmMethodView, direction: "up" | "down") => {
      const can = direction === "up" ? method.canMoveUp : method.canMoveDown;
      if (!isLocked && can) act("move", { paymentMethodId: method.id, direction });
    },
    toggle: (method: ConfirmMethodView) => {
      if (!isLocked) act(method.isSuspended ? "resume" : "suspend", { paymentMethodId: method.id });
    },
    remove: (method: ConfirmMethodView) => act("remove", { paymentMethodId: method.id }),
  };
}

function isInLayer(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=dialog], [role=menu]") !== null;
}
