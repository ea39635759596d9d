"use server";

import { z } from "zod";
import type { MailPreviewView } from "@/components/approvals/ask-approval-view";
import { settings } from "@/lib/config/env";
import { customerLanguages } from "@/lib/format/customer-language";
import { momentText } from "@/lib/format/format-instant";
import { parseReminder } from "@/lib/format/reminder-choices";
import { copyLink as copyLinkOperation, makePhoneCode as makeCode } from "@/lib/operations/approval/approval-key";
import { openPageByPhone } from "@/lib/operations/approval/open-page-by-phone";
import { requestApproval } from "@/lib/operations/approval/request-approval";
import { sendNow as sendMailNow, unsendRequest as unsend } from "@/lib/operations/approval/unsent-mail";
import { money } from "@/lib/payments/money";
import { ok, refused } from "@/lib/payments/result";
import { getAskApproval } from "@/lib/queries/pay/get-ask-approval";
import { getHostedPage } from "@/lib/queries/pay/get-hosted-page";
import { renderAskPreview } from "@/lib/server/approval-preview";
import { defineAction } from "@/lib/server/define-action";
import {
  currencyField,
  idField,
  minorAmountField,
  optionalText,
  orderNumberField,
  requestIdField,
  snoozeField,
  versionField,
} from "@/lib/server/form-fields";
import { readAction } from "@/lib/server/read-action";
import { waitForAttempts } from "@/lib/server/wait-for-attempts";

const dateField = z
  .string()
  .regex(/^(\d{4}-\d{2}-\d{2})?$/, "is not a date")
  .optional()
  .transform((text) => (text === undefined || text === "" ? null : text));
const hoursField = z
  .string()
  .regex(/^\d{1,3}$/, "is not a number of hours")
  .transform(Number);

const reminderField = z
  .string()
  .transform(parseReminder)
  .refine((policy) => policy !== null, "is not a choice");

const askFields = {
  orderNumber: orderNumberField,
  version: versionField,
  reason: z.string().min(1).max(60),
  note: optionalText(500),
  recipient: z.enum(["account", "contact"], "choose an address on record"),
  linkLife: hoursField,
  reminder: reminderField,
  locale: z.enum(customerLanguages, "is not a language of ours"),
  deliveryDate: dateField,
  sendLater: snoozeField.or(z.literal("now")).default("now"),
};

/** Re-triggers the cart (H24, H28): the mail that was previewed goes out, and every older link of the order ends. */
export const sendRequest = defineAction({
  permission: "approval.request",
  schema: z.strictObject({
    ...askFields,
    channel: z.enum(["mail", "none"]).default("mail"),
    requestId: requestIdField,
  }),
  run: async ({ context }, input) => {
    const { orderNumber, version, reason, note, recipient, linkLife, reminder, deliveryDate, sendLater } = input;
    // H22: whoever renews an expired hold tells the customer when the goods will come.
    if (reason === "authorization_expired" && deliveryDate === null) return refused("delivery_date_needed");
    return requestApproval(
      context,
      { orderNumber, version },
      {
        reason,
        address: recipient,
        linkHours: linkLife,
        ...(reminder === null ? {} : { reminders: reminder }),
        ...(note === null ? {} : { note }),
        ...(deliveryDate === null ? {} : { estimatedDeliveryDate: deliveryDate }),
      },
      {
        holdSeconds: settings().mailHoldSeconds,
        sendLater: sendLater === "now" ? null : sendLater,
        isWithoutMail: input.channel === "none",
        locale: input.locale,
      },
    );
  },
  message: ({ maskedAddress, shortCode, sendAt, timeZone }, { sendLater, channel }) => {
    if (channel === "none") return `Code ${shortCode}. No mail goes out.`;
    if (sendLater !== "now" && sendAt !== null)
      return `The mail to ${maskedAddress} leaves ${momentText(sendAt, timeZone)}, code ${shortCode}.`;
    const leaves = sendAt === null ? "" : ` The mail leaves in ${settings().mailHoldSeconds} seconds.`;
    return `Asked ${maskedAddress}, code ${shortCode}.${leaves}`;
  },
  undo: ({ approvalRequestId, sendAt }, { orderNumber }) =>
    sendAt === null ? undefined : { kind: "unsend_request", fields: { orderNumber, approvalRequestId } },
});

const aboutRequest = { orderNumber: orderNumberField, approvalRequestId: idField };

/** While the mail waits: the customer never hears of it. */
export const unsendRequest = defineAction({
  permission: "approval.withdraw",
  schema: z.strictObject({ ...aboutRequest, requestId: requestIdField }),
  run: ({ context }, { orderNumber, approvalRequestId }) => unsend(context, { orderNumber }, approvalRequestId),
  message: ({ revivedId }) =>
    `Taken back. The mail does not leave.${revivedId === null ? "" : " The link before it works again."}`,
});

export const sendNow = defineAction({
  permission: "approval.request",
  schema: z.strictObject({ ...aboutRequest, requestId: requestIdField }),
  run: ({ context }, { orderNumber, approvalRequestId }) => sendMailNow(context, { orderNumber }, approvalRequestId),
  message: "The mail leaves now.",
});

/** A second link to the same request. It stands in this answer and nowhere else. */
export const copyLink = defineAction({
  permission: "approval.request",
  schema: z.strictObject({ orderNumber: orderNumberField }),
  run: ({ context }, { orderNumber }) => copyLinkOperation(context, { orderNumber }),
  once: ({ value, expiresAt, timeZone }) => ({ value, until: momentText(expiresAt, timeZone) }),
});

export const makePhoneCode = defineAction({
  permission: "approval.request",
  schema: z.strictObject({ orderNumber: orderNumberField }),
  run: ({ context }, { orderNumber }) => makeCode(context, { orderNumber }),
  once: ({ value, expiresAt, timeZone }) => ({ value, until: momentText(expiresAt, timeZone) }),
});

/** The gateway's own page for a customer on the phone: no card ever touches a form of ours (H13). */
export const openPaymentPage = defineAction({
  permission: "approval.request",
  schema: z.strictObject({ ...aboutRequest, amountMinor: minorAmountField, currency: currencyField }),
  run: async ({ context }, { approvalRequestId, amountMinor, currency }) => {
    const opened = await openPageByPhone(context, { approvalRequestId, shownAmount: money(amountMinor, currency) });
    if (!opened.ok) return opened;
    if (opened.value.kind !== "hosted_page") return refused("gateway_page_not_open");
    const { pool, storeId } = context;
    await waitForAttempts(pool, storeId, opened.value.attemptIds, 10_000);
    const page = await getHostedPage({ storeId, approvalRequestId }, opened.value.hostedSessionId, pool);
    return page?.status === "open" && page.url !== null ? ok({ url: page.url }) : refused("gateway_page_not_open");
  },
  once: ({ url }) => ({ value: url, until: "" }),
});

const previewMail = readAction({
  permission: "approval.request",
  schema: z.object(askFields),
  run: async (queries, { orderNumber, reason, note, linkLife, locale, deliveryDate }) => {
    const ask = await getAskApproval(queries, orderNumber);
    if (!ask) throw new Error("there is no such order");
    return renderAskPreview(ask, { reason, note, linkHours: linkLife, locale, deliveryDate }, queries.now);
  },
});

/** The mail as the form stands now. Changes nothing. */
export async function renderPreview(form: FormData): Promise<MailPreviewView> {
  return previewMail(Object.fromEntries(form));
}
