"use server";

import { z } from "zod";
import type { MailPreviewView } from "@/components/approvals/ask-approval-view";
import { parseReminder } from "@/lib/format/reminder-choices";
import { requestApproval } from "@/lib/operations/approval/request-approval";
import { refused } from "@/lib/payments/result";
import { getAskApproval } from "@/lib/queries/pay/get-ask-approval";
import { renderAskPreview } from "@/lib/server/approval-preview";
import { defineAction } from "@/lib/server/define-action";
import { optionalText, orderNumberField, requestIdField, versionField } from "@/lib/server/form-fields";
import { readAction } from "@/lib/server/read-action";

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
  locale: z.literal("en").optional(),
  deliveryDate: dateField,
};

/** Re-triggers the cart (H24, H28): the mail that was previewed goes out, and every older link of the order ends. */
export const sendRequest = defineAction({
  permission: "approval.request",
  schema: z.strictObject({ ...askFields, requestId: requestIdField }),
  run: async ({ context }, input) => {
    const { orderNumber, version, reason, note, recipient, linkLife, reminder, deliveryDate } = input;
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
    );
  },
  message: ({ maskedAddress, shortCode }) => `Asked ${maskedAddress}, code ${shortCode}.`,
});

const previewMail = readAction({
  permission: "approval.request",
  schema: z.object(askFields),
  run: async (queries, { orderNumber, reason, note, linkLife, deliveryDate }) => {
    const ask = await getAskApproval(queries, orderNumber);
    if (!ask) throw new Error("there is no such order");
    return renderAskPreview(ask, { reason, note, linkHours: linkLife, deliveryDate }, queries.now);
  },
});

/** The mail as the form stands now. Changes nothing. */
export async function renderPreview(form: FormData): Promise<MailPreviewView> {
  return previewMail(Object.fromEntries(form));
}
