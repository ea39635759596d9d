"use client";

import { Clock, Lock, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition, useActionState, useRef } from "react";
import { AskApprovalFields } from "@/components/approvals/ask-approval-fields";
import { AskApprovalSums } from "@/components/approvals/ask-approval-sums";
import type { AskApprovalView, MailPreviewView } from "@/components/approvals/ask-approval-view";
import { MailPreview } from "@/components/approvals/mail-preview";
import { useMailPreview } from "@/components/approvals/use-mail-preview";
import { type ActionState, type FormAction, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Button } from "@/components/ui/button";
import { ObjectMark } from "@/components/ui/card";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Note } from "@/components/ui/note";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";
import { submitOnModEnter } from "@/components/ui/submit-on-mod-enter";

export type AskApprovalFormProps = {
  view: AskApprovalView;
  send: FormAction;
  /** Renders the real mail from what stands in the form. Changes nothing. */
  renderPreview: (form: FormData) => Promise<MailPreviewView>;
  onClose: () => void;
  headingLevel?: "h1" | "h2";
};

/** What the customer will be asked, beside the very mail that carries it. In the common case: read, and send. */
export function AskApprovalForm({ view, send, renderPreview, onClose, headingLevel = "h2" }: AskApprovalFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  // One id until there is an answer: a second press of the button is the same request.
  const requestId = useRef<string>(undefined);
  const { preview, isStale, update } = useMailPreview(form, view.preview, renderPreview);
  const [state, submit, isPending] = useActionState(async (previous: ActionState, data: FormData) => {
    const next = await settleAction(() => send(previous, data));
    if (next.status === "ok") {
      showToast("ok", next.message ?? `${view.customerFirstName} is asked to approve.`);
      router.push(view.orderHref);
      router.refresh();
    } else requestId.current = undefined;
    return next;
  }, idleState);
  const Heading = headingLevel;

  return (
    <div className="ask-split">
      <form
        ref={form}
        className="flex min-h-0 flex-col"
        onKeyDown={submitOnModEnter}
        onChange={update}
        onSubmit={(event) => {
          // React would empty the fields of a form with an action; what was typed must survive a refusal.
          event.preventDefault();
          const data = new FormData(event.currentTarget);
          requestId.current ??= newRequestId();
          data.set("requestId", requestId.current);
          startTransition(() => submit(data));
        }}
      >
        <div className="dlg-h min-h-16">
          <ObjectMark icon={Send} hue="wait" />
          <div className="flex-1">
            <Heading className="text-title font-bold">Ask {view.customerFirstName} to approve</Heading>
            <p className="lab">Re-trigger cart, order {view.orderNumber}</p>
          </div>
        </div>
        <div className="dlg-b flex flex-1 flex-col gap-3.5">
          <AskApprovalSums view={view} />
          <AskApprovalFields view={view} errors={state.fieldErrors ?? {}} />
          <div>
            <p className="flab">We hold the amount for</p>
            <p className="field field-fixed">
              <Lock className="ic ic-14" aria-hidden />
              {view.holdText}
            </p>
          </div>
          {view.warning && (
            <Note tone="warn" title={view.warning.title} className="mt-auto">
              {view.warning.text}
            </Note>
          )}
          <ActionStateNote state={state} />
        </div>
        <HiddenFields fields={view.fields} />
        <div className="dlg-f">
          <Button onClick={onClose}>Cancel</Button>
          <span className="dlg-f-gap" />
          <Button
            type="submit"
            variant="brand"
            icon={isPending ? Clock : Send}
            keys="Ctrl Enter"
            data-autofocus=""
            disabledReason={view.refusal ?? (isPending ? "Sending" : undefined)}
          >
            Send
          </Button>
        </div>
      </form>
      <MailPreview preview={preview} isStale={isStale} onClose={onClose} />
    </div>
  );
}
