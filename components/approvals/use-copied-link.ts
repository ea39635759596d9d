"use client";

import { type RefObject, useRef, useState, useTransition } from "react";
import type { AskApprovalView } from "@/components/approvals/ask-approval-view";
import { type ActionState, type FormAction, idleState } from "@/components/ui/action-state";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";

type CopiedLinkInput = {
  view: AskApprovalView;
  form: RefObject<HTMLFormElement | null>;
  send: FormAction;
  copyLink: FormAction;
};

/** A link to hand over by other means than mail: to the request that the customer has, or to one that is made for it and mails nobody. */
export function useCopiedLink({ view, form, send, copyLink }: CopiedLinkInput) {
  const [state, setState] = useState<ActionState | null>(null);
  const [isPending, startTransition] = useTransition();
  const isAsked = useRef(view.hasLiveRequest);
  const requestId = useRef<string>(undefined);

  const copy = () =>
    startTransition(async () => {
      if (!form.current?.reportValidity()) return;
      if (!isAsked.current) {
        const data = new FormData(form.current);
        requestId.current ??= newRequestId();
        data.set("requestId", requestId.current);
        data.set("channel", "none");
        const asked = await settleAction(() => send(idleState, data));
        if (asked.status !== "ok") {
          requestId.current = undefined;
          return setState(asked);
        }
        isAsked.current = true;
      }
      const data = new FormData();
      data.set("orderNumber", view.orderNumber);
      setState(await settleAction(() => copyLink(idleState, data)));
    });

  return { copy, isPending, once: state?.once, state: state?.once ? null : state };
}
