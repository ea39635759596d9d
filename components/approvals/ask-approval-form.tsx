"use client";

import { Clock, Link2, Lock, Send } from "lucide-react";
import { useRouter } from "next/navigation";
import { useActionState, useRef } from "react";
import { keepUndo, takeUndo } from "@/components/acts/last-undo";
import { AskApprovalFields } from "@/components/approvals/ask-approval-fields";
import { AskApprovalSums } from "@/components/approvals/ask-approval-sums";
import type { AskApprovalView, MailPreviewView } from "@/components/approvals/ask-approval-view";
import { MailPreview } from "@/components/approvals/mail-preview";
import { OnceBox } from "@/components/approvals/once-box";
import { useCopiedLink } from "@/components/approvals/use-copied-link";
import { useMailPreview } from "@/components/approvals/use-mail-preview";
import { type ActionState, type FormAction, idleState, type UndoView } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Button } from "@/components/ui/button";
import { ObjectMark } from "@/components/ui/card";
import { HiddenFields } from "@/components/ui/hidden-fields";
import { Note } from "@/components/ui/note";
import { newRequestId } from "@/components/ui/request-id";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";
import { submitKept } from "@/components/ui/submit-kept";
import { submitOnModEnter } from "@/components/ui/submit-on-mod-enter";
import { usePost } from "@/components/ui/use-post";

export type AskApprovalFormProps = {
  view: AskApprovalView;
  send: FormAction;
  /** Takes the request back while its mail waits. */
  undo: FormAction;
  copyLink: FormAction;
  /** Renders the real mail from what stands in the form. Changes nothing. */
  renderPreview: (form: FormData) => Promise<MailPreviewView>;
  onClose: () => void;
  headingLevel?: "h1" | "h2";
};

/** What the customer will be asked, beside the very mail that carries it. In the common case: read, and send. */
export function AskApprovalForm(props: AskApprovalFormProps) {
  const { view, send, undo, copyLink, renderPreview, onClose, headingLevel = "h2" } = props;
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  // One id until there is an answer: a second press of the button is the same request.
  const requestId = useRef<string>(undefined);
  const { preview, isStale, update } = useMailPreview(form, view.preview, renderPreview);
  const [state, submit, isPending] = useActionState(async (previous: ActionState, data: FormData) => {
    const next = await settleAction(() => send(previous, data));
    if (next.status === "ok") {
      tellSent(next.message ?? `${view.customerFirstName} is asked to approve.`, next.undo);
      router.push(view.orderHref);
      router.refresh();
    } else requestId.current = undefined;
    return next;
  }, idleState);
  const tellSent = (message: string, way?: UndoView) => {
    if (!way) return showToast("ok", message);
    keepUndo(way);
    showToast("ok", message, {
      action: { label: "Undo", onSelect: () => takeUndo() && run(undo, way.fields) },
    });
  };
  const { run } = usePost();
  const link = useCopiedLink({ view, form, send, copyLink });
  const Heading = headingLevel;

  return (
    <div className="ask-split">
      <form
        ref={form}
        className="flex min-h-0 flex-col"
        onKeyDown={submitOnModEnter}
        onChange={update}
        onSubmit={submitKept((data) => {
          requestId.current ??= newRequestId();
          data.set("requestId", requestId.current);
          submit(data);
        })}
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
          <ActionStateNote state={link.state ?? state} />
          {link.once && (
            <OnceBox
              label={`Link for ${view.customerFirstName}`}
              once={link.once}
              hint="It is on record that you copied it."
            />
          )}
        </div>
        <HiddenFields fields={view.fields} />
        <div className="dlg-f">
          <Button onClick={onClose}>{link.once ? "Close" : "Cancel"}</Button>
          <span className="dlg-f-gap" />
          <Button
            icon={Link2}
            onClick={link.copy}
            disabledReason={
              link.isPending
                ? "Working"
                : link.once
                  ? "Copied"
                  : view.hasLiveRequest
                    ? undefined
                    : (view.refusal ?? undefined)
            }
          >
            {view.hasLiveRequest ? "Copy link" : "Copy link, no mail"}
          </Button>
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
