"use client";

import { FlaskConical, Pause, Play, RefreshCw, Trash2, Webhook } from "lucide-react";
import { useState } from "react";
import { WebhookSecret } from "@/components/team/webhook-secret";
import type { WebhookActions, WebhookView } from "@/components/team/webhooks-view";
import { ActForm } from "@/components/ui/act-form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ClockView } from "@/components/ui/clock-view";
import { Dialog } from "@/components/ui/dialog";
import { formatLogMoment, zoneName } from "@/components/ui/format-moment";
import { Link } from "@/components/ui/link";
import { ScrollBox } from "@/components/ui/scroll-box";

export type WebhookCardProps = { webhook: WebhookView; canEdit: boolean; clock: ClockView; actions: WebhookActions };

export function WebhookCard({ webhook, canEdit, clock, actions }: WebhookCardProps) {
  const [isRemoving, setIsRemoving] = useState(false);
  const fields = { endpointId: webhook.id };
  return (
    <Card
      id={`h-${webhook.id}`}
      size="sm"
      icon={Webhook}
      hue="link"
      title={webhook.title}
      aside={<Badge badge={webhook.badge} />}
      footer={
        canEdit && (
          <div className="flex flex-wrap items-center gap-2">
            {!webhook.isPaused && (
              <ActForm action={actions.test} fields={fields}>
                {(_state, isPending) => (
                  <Button type="submit" icon={FlaskConical} disabledReason={isPending ? "Sending" : undefined}>
                    Send a test
                  </Button>
                )}
              </ActForm>
            )}
            <ActForm action={webhook.isPaused ? actions.resume : actions.pause} fields={fields}>
              {(_state, isPending) => (
                <Button
                  type="submit"
                  icon={webhook.isPaused ? Play : Pause}
                  disabledReason={isPending ? "Changing" : undefined}
                >
                  {webhook.isPaused ? "Resume" : "Pause"}
                </Button>
              )}
            </ActForm>
            {webhook.failed && (
              <ActForm action={actions.sendAgain} fields={fields}>
                {(_state, isPending) => (
                  <Button type="submit" icon={RefreshCw} disabledReason={isPending ? "Asking" : undefined}>
                    Send again what was given up
                  </Button>
                )}
              </ActForm>
            )}
            <WebhookSecret endpointId={webhook.id} show={actions.showSecret} renew={actions.renewSecret} />
            <Button icon={Trash2} variant="bad" onClick={() => setIsRemoving(true)}>
              Remove
            </Button>
          </div>
        )
      }
    >
      <div className="px-4 pb-3">
        <div className="num break-all">{webhook.url}</div>
        <div className="lab">
          {webhook.facts}
          {webhook.failed && <b className="text-bad"> · {webhook.failed}</b>}
        </div>
      </div>
      {webhook.messages.length > 0 && (
        <ScrollBox label={`Newest messages to ${webhook.title}`}>
          <table className="tbl min-w-[560px]">
            <thead>
              <tr>
                <th scope="col">When, {zoneName(clock.now, clock.timeZone)}</th>
                <th scope="col">Event</th>
                <th scope="col">Order</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            <tbody>
              {webhook.messages.map((message) => (
                <tr key={message.id}>
                  <td className="num text-muted">{formatLogMoment(message.at, clock.timeZone)}</td>
                  <td>{message.topic}</td>
                  <td>
                    {message.orderNumber ? (
                      <Link href={`/orders/${encodeURIComponent(message.orderNumber)}`}>{message.orderNumber}</Link>
                    ) : (
                      "–"
                    )}
                  </td>
                  <td>
                    <Badge badge={message.badge} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <Dialog isOpen={isRemoving} onClose={() => setIsRemoving(false)} title={`Remove ${webhook.title}?`}>
        <ActForm
          action={actions.remove}
          fields={fields}
          onDone={() => setIsRemoving(false)}
          className="dlg-b grid gap-3"
        >
          {(_state, isPending) => (
            <>
              <p>It is told nothing more, and what waits for it is dropped. The events stay on their orders.</p>
              <div>
                <Button type="submit" variant="bad" disabledReason={isPending ? "Removing" : undefined}>
                  Remove
                </Button>
              </div>
            </>
          )}
        </ActForm>
      </Dialog>
    </Card>
  );
}
