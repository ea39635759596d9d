import type { WebhookView } from "@/components/team/webhooks-view";
import type { BadgeView } from "@/components/ui/badge";
import { formatMoment } from "@/components/ui/format-moment";
import { durationText } from "@/lib/format/duration-text";
import type { Instant } from "@/lib/payments/instant";
import { MOST_COUNTED, type WebhookMessageRow, type WebhookRow } from "@/lib/queries/team/list-webhooks";

export function toWebhookView(row: WebhookRow, now: Instant, timeZone: string): WebhookView {
  const { waiting, oldestWaiting, failed } = row;
  const facts: string[] = [];
  if (row.lastDeliveredAt) facts.push(`last delivered ${durationText(now - row.lastDeliveredAt.getTime())} ago`);
  if (waiting > 0 && oldestWaiting)
    facts.push(`${countText(waiting)} waiting, the oldest for ${durationText(now - oldestWaiting.getTime())}`);
  if (row.previousSecretUntil && row.previousSecretUntil.getTime() > now)
    facts.push(`signed with the old secret too until ${formatMoment(row.previousSecretUntil.toISOString(), timeZone)}`);
  return {
    id: row.id,
    url: row.url,
    title: row.description === "" ? new URL(row.url).host : row.description,
    isPaused: row.status === "paused",
    badge: stateOf(row, timeZone),
    facts: facts.length === 0 ? "Nothing sent yet" : capitalized(facts.join(" · ")),
    failed: failed === 0 ? null : `${countText(failed)} given up`,
    messages: row.newest.map(toMessageView),
  };
}

function stateOf(row: WebhookRow, timeZone: string): BadgeView {
  const { status, lastAnswer, restsUntil, failureCount } = row;
  if (status === "paused")
    return { tone: "none", label: lastAnswer === "410" ? "Paused: it answered 410, gone" : "Paused" };
  if (restsUntil)
    return {
      tone: "bad",
      label: `Down: ${lastAnswer}, tried again ${formatMoment(restsUntil.toISOString(), timeZone)}`,
    };
  if (failureCount > 0) return { tone: "warn", label: `Last try: ${lastAnswer}` };
  return lastAnswer === null ? { tone: "none", label: "Not tried yet" } : { tone: "ok", label: "Takes messages" };
}

function toMessageView(message: WebhookMessageRow): WebhookView["messages"][number] {
  const { id, topic, orderNumber, status, attemptCount, lastError, at } = message;
  const tries = attemptCount > 1 ? `, ${attemptCount} tries` : "";
  const badges = {
    delivered: { tone: "ok", label: `Delivered${tries}` },
    waiting: { tone: "wait", label: lastError === null ? "Waiting" : `${lastError}${tries}` },
    failed: { tone: "bad", label: `Given up: ${lastError}${tries}` },
  } as const;
  return { id, topic, orderNumber, at: new Date(at).toISOString(), badge: badges[status] };
}

function countText(count: number): string {
  return count >= MOST_COUNTED ? `more than ${MOST_COUNTED.toLocaleString("en")}` : `${count}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
