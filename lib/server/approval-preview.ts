import "server-only";
import { senderAddress } from "@/lib/connectors/mail/mail-transport";
import { renderApprovalMail } from "@/lib/connectors/mail/render-approval-mail";
import { customerLanguage } from "@/lib/format/customer-language";
import { speakTo } from "@/lib/format/customer-messages/speech";
import { HOUR_MS, type Instant, later, toInstant } from "@/lib/payments/instant";
import { toApprovalMailContent } from "@/lib/queries/pay/approval-mail-content";
import type { AskApproval } from "@/lib/queries/pay/get-ask-approval";

export type AskedWords = {
  readonly reason: string;
  readonly note: string | null;
  readonly linkHours: number;
  readonly locale: string;
  readonly deliveryDate: string | null;
};

/** The very mail that would go out now, rendered by what sends it, but with no link that works: staff never hold a customer's key. */
export async function renderAskPreview(ask: AskApproval, words: AskedWords, now: Instant) {
  const speech = speakTo(customerLanguage(words.locale));
  const question = {
    reason: words.reason,
    note: words.note,
    amount: ask.amount,
    previous: ask.previous,
    expiresAt: later(now, words.linkHours * HOUR_MS),
    shortCode: "(new)",
    estimatedDeliveryAt: words.deliveryDate === null ? null : toInstant(Date.parse(`${words.deliveryDate}T12:00:00Z`)),
    approveUrl: null,
    askedAt: null,
  };
  const content = toApprovalMailContent(ask.facts, question, speech);
  const { subject, html, text } = await renderApprovalMail(content, speech);
  return { from: `${ask.facts.store.name}, ${senderAddress()}`, subject, html, text };
}
