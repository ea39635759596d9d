"use client";

import { Copy, KeyRound } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import { ActForm } from "@/components/ui/act-form";
import { type ActionState, type FormAction, idleState } from "@/components/ui/action-state";
import { ActionStateNote } from "@/components/ui/action-state-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { settleAction } from "@/components/ui/settle-action";
import { showToast } from "@/components/ui/show-toast";

export type WebhookSecretProps = { endpointId: string; show: FormAction; renew: FormAction };

/** The signing secret, fetched when it is asked for and kept nowhere on the page. */
export function WebhookSecret({ endpointId, show, renew }: WebhookSecretProps) {
  const [state, setState] = useState<ActionState | null>(null);
  const [isPending, startTransition] = useTransition();
  const field = useRef<HTMLInputElement>(null);
  const fetchSecret = () =>
    startTransition(async () => {
      const form = new FormData();
      form.set("endpointId", endpointId);
      setState(await settleAction(() => show(idleState, form)));
    });
  const secret = state?.once?.value;
  const copy = () =>
    navigator.clipboard.writeText(secret ?? "").then(
      () => showToast("ok", "Copied."),
      () => field.current?.select(),
    );
  return (
    <>
      <Button icon={KeyRound} onClick={fetchSecret} disabledReason={isPending ? "Fetching" : undefined}>
        Secret
      </Button>
      <Dialog isOpen={state !== null} onClose={() => setState(null)} title="Signing secret">
        <div className="dlg-b grid gap-3">
          {secret === undefined ? (
            <ActionStateNote state={state ?? idleState} />
          ) : (
            <>
              <p>The receiver checks the header webhook-signature with it, as Standard Webhooks says.</p>
              <div className="flex gap-2">
                <input ref={field} readOnly value={secret} aria-label="Signing secret" className="field num flex-1" />
                <Button icon={Copy} onClick={copy}>
                  Copy
                </Button>
              </div>
              <p className="lab">
                That you looked is on record. After a new secret is made, messages are signed with both for a day, so
                that the receiver can be changed meanwhile.
              </p>
              <ActForm action={renew} fields={{ endpointId }} onDone={fetchSecret}>
                {(_state, isRenewing) => (
                  <Button type="submit" disabledReason={isRenewing ? "Making it" : undefined}>
                    Make a new secret
                  </Button>
                )}
              </ActForm>
            </>
          )}
        </div>
      </Dialog>
    </>
  );
}
