"use client";

import { Plus, Webhook } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { WebhookCard } from "@/components/team/webhook-card";
import type { WebhookActions, WebhookView } from "@/components/team/webhooks-view";
import { ActForm } from "@/components/ui/act-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";

export type WebhooksScreenProps = {
  webhooks: WebhookView[];
  canEdit: boolean;
  clock: ClockView;
  actions: WebhookActions;
};

const REFRESH_MS = 4_000;

/** Each receiver with how it stands, its newest messages and what can be done about them. */
export function WebhooksScreen({ webhooks, canEdit, clock, actions }: WebhooksScreenProps) {
  const [isAdding, setIsAdding] = useState(false);
  const router = useRouter();
  // Deliveries are no events of the desk, so its freshness does not tell of them.
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, REFRESH_MS);
    return () => clearInterval(timer);
  }, [router]);
  const add = canEdit && (
    <Button icon={Plus} onClick={() => setIsAdding(true)}>
      Add an address
    </Button>
  );
  return (
    <div className="grid gap-3">
      {webhooks.map((webhook) => (
        <WebhookCard key={webhook.id} webhook={webhook} canEdit={canEdit} clock={clock} actions={actions} />
      ))}
      {webhooks.length === 0 ? (
        <Card id="h-webhooks" size="sm" icon={Webhook} hue="link" title="No system is told yet" aside={add}>
          <EmptyState kind="all_done" title="No address is there">
            A shop, ERP or warehouse that wants to know when money is captured, refused or refunded gets an address
            here.
          </EmptyState>
        </Card>
      ) : (
        <div>{add}</div>
      )}
      <Dialog isOpen={isAdding} onClose={() => setIsAdding(false)} title="Add an address">
        <ActForm action={actions.add} onDone={() => setIsAdding(false)} className="dlg-b grid gap-3">
          {(state, isPending) => (
            <>
              <Field
                label="Address"
                hint="https, reachable from the internet. Hosts of your own network are allowed by WEBHOOK_PRIVATE_HOSTS."
                error={state.fieldErrors?.url}
              >
                {(control) => (
                  <input
                    {...control}
                    name="url"
                    type="url"
                    required
                    maxLength={500}
                    className="field"
                    placeholder="https://erp.example.com/paydesk"
                    autoComplete="off"
                    data-autofocus
                  />
                )}
              </Field>
              <Field label="What it is" error={state.fieldErrors?.description}>
                {(control) => (
                  <input {...control} name="description" maxLength={80} className="field" autoComplete="off" />
                )}
              </Field>
              <div>
                <Button type="submit" variant="brand" disabledReason={isPending ? "Adding" : undefined}>
                  Add
                </Button>
              </div>
            </>
          )}
        </ActForm>
      </Dialog>
    </div>
  );
}
