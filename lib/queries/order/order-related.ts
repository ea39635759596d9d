import type { WordBadge } from "@/lib/format/attempt-words";
import { dayText, momentText } from "@/lib/format/format-instant";
import { formatMoneyWithCurrency } from "@/lib/format/format-money";
import { houseReasonText } from "@/lib/format/house-reason-words";
import { nextStepLabels } from "@/lib/format/next-step-words";
import { type InvoiceStatus, outerCaptureStatus } from "@/lib/payments/capture-state";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import type { Order } from "@/lib/payments/order";
import type { NextStep } from "@/lib/payments/order-state";
import { decideShip } from "@/lib/payments/shipping";
import type { QueryScope } from "../query-scope";
import type { InvoiceLine, MailLine, ReleaseLine } from "./read-record";

export type RelatedLine = {
  key: string;
  title: string;
  href: string | null;
  note: string;
  state: WordBadge;
};

const at = (date: Date) => toInstant(date.getTime());

/** Each invoice with its capture status, and where it failed with all that the gateway said (P01, P05, P11). */
export function relatedInvoices(scope: QueryScope, invoices: readonly InvoiceLine[]): RelatedLine[] {
  return invoices.map((invoice) => ({
    key: invoice.id,
    title: invoice.invoice_number,
    href: null,
    note: invoiceNote(scope, invoice),
    state: invoiceBadge(invoice),
  }));
}

function invoiceNote({ timeZone }: QueryScope, invoice: InvoiceLine): string {
  const amount = formatMoneyWithCurrency(money(invoice.amount_minor, invoice.currency));
  const outer = outerCaptureStatus[invoice.status as InvoiceStatus];
  if (outer === "success") {
    const paid = invoice.paid_at ? `, paid ${momentText(at(invoice.paid_at), timeZone)}` : "";
    return `${amount}${paid}${invoice.capture_reference ? `, ${invoice.capture_reference}` : ""}`;
  }
  if (outer !== "failed") return `${amount}, issued ${dayText(at(invoice.issued_at), timeZone)}`;
  const code = [invoice.last_raw_code, invoice.last_raw_message].filter(Boolean).join(": ");
  const said = [houseReasonText(invoice.last_reason), code === "" ? null : `gateway said ${code}`].filter(Boolean);
  const when = invoice.last_failed_at ? ` at ${momentText(at(invoice.last_failed_at), timeZone)}` : "";
  const tries = `try ${invoice.attempt_count} of ${invoice.tries_allowed}${when}`;
  const next = invoice.next_attempt_at
    ? `tried again ${momentText(at(invoice.next_attempt_at), timeZone)}`
    : `next: ${(nextStepLabels[invoice.next_step as NextStep] ?? "Review").toLowerCase()}`;
  return `${amount}, ${[...said, tries, next].join("; ")}`;
}

function invoiceBadge({ status }: InvoiceLine): RelatedLine["state"] {
  switch (status as InvoiceStatus) {
    case "captured":
      return { tone: "ok", label: "Success", icon: "check" };
    case "failed":
      return { tone: "bad", label: "Failed", icon: "refused" };
    case "finally_failed":
      return { tone: "bad", label: "Failed, given up", icon: "refused" };
    case "unconfirmed":
      return { tone: "wait", label: "Pending, no answer yet", icon: "waiting" };
    case "capturing":
      return { tone: "wait", label: "Pending, at the gateway", icon: "waiting" };
    case "open":
      return { tone: "wait", label: "Pending", icon: "waiting" };
    case "cancelled":
      return { tone: "none", label: "Cancelled", icon: "nothing" };
  }
}

export function relatedShipments(scope: QueryScope, order: Order, releases: readonly ReleaseLine[]): RelatedLine[] {
  return releases.map((release) => {
    const amount = formatMoneyWithCurrency(money(release.amount_minor, release.currency));
    const carrier = [release.carrier, release.tracking_number].filter(Boolean).join(" ");
    const captured = release.capture_date ? `captured ${dayText(at(release.capture_date), scope.timeZone)}` : "";
    return {
      key: String(release.release_no),
      title: `Release ${release.release_no}`,
      href: null,
      note: [amount, carrier, captured].filter(Boolean).join(", "),
      state: releaseBadge(scope, order, release),
    };
  });
}

function releaseBadge({ timeZone }: QueryScope, order: Order, release: ReleaseLine): RelatedLine["state"] {
  if (release.status === "cancelled") return { tone: "none", label: "Cancelled", icon: "nothing" };
  if (release.shipped_at)
    return { tone: "ok", label: `Shipped ${dayText(at(release.shipped_at), timeZone)}`, icon: "check" };
  const decision = decideShip(order, release.release_no);
  if (decision.ok) return { tone: "info", label: "Ready to ship", icon: "open" };
  const isPayment = decision.reason === "blocked_by_payment";
  return { tone: "bad", label: isPayment ? "Blocked by payment" : "Blocked", icon: "blocked" };
}

export function relatedMails(scope: QueryScope, mails: readonly MailLine[]): RelatedLine[] {
  return mails.map((mail) => ({
    key: mail.id,
    title: mailKinds[mail.kind] ?? mail.subject,
    href: null,
    note: dayText(at(mail.sent_at ?? mail.created_at), scope.timeZone),
    state: mailBadge(mail),
  }));
}

const mailKinds: Readonly<Record<string, string>> = {
  approval_request: "Approval request",
  approval_reminder: "Reminder",
  approval_receipt: "Receipt",
};

function mailBadge(mail: MailLine): RelatedLine["state"] {
  if (mail.status === "failed") return { tone: "bad", label: "Not delivered", icon: "refused" };
  if (mail.status === "requested") return { tone: "wait", label: "Waiting to be sent", icon: "waiting" };
  if (mail.request_status === "approved") return { tone: "ok", label: "Approved", icon: "check" };
  if (mail.opened_at) return { tone: "info", label: "Opened", icon: "mail_open" };
  return { tone: "wait", label: "Sent", icon: "mail" };
}
