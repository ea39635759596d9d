"use server";

import { z } from "zod";
import { parseWaits } from "@/lib/format/wait-text";
import { confirmSettlement, refuseSettlement } from "@/lib/operations/attempt/decide-settlement";
import { proposeSettlement } from "@/lib/operations/attempt/propose-settlement";
import { changeStoreSettings } from "@/lib/operations/store/change-store-settings";
import { isEnquiryLadder } from "@/lib/payments/enquiry-ladder";
import { verdicts } from "@/lib/payments/settling";
import { defineAction } from "@/lib/server/define-action";
import { freeText, idField, orderNumberField, requestIdField } from "@/lib/server/form-fields";

const order = { orderNumber: orderNumberField, requestId: requestIdField };

/** Evidence of a person about a call that nobody answered. The reason that the dialog asks for is the note. */
export const settleAttempt = defineAction({
  permission: "payment.settle_unconfirmed",
  schema: z.strictObject({
    ...order,
    attemptId: idField,
    verdict: z.enum(verdicts),
    reference: freeText(120),
    reason: freeText(500),
  }),
  run: ({ context }, { attemptId, verdict, reference, reason }) =>
    proposeSettlement(context, { attemptId, verdict, reference, note: reason }),
  message: "Entered. A second person has to look at it before anything changes.",
});

export const confirmEvidence = defineAction({
  permission: "payment.settle_unconfirmed",
  schema: z.strictObject({ ...order, settlementId: idField }),
  run: ({ context }, { settlementId }) => confirmSettlement(context, settlementId),
  message: (_value, { orderNumber }) => `${orderNumber}: the outcome is settled.`,
});

export const refuseEvidence = defineAction({
  permission: "payment.settle_unconfirmed",
  schema: z.strictObject({ ...order, settlementId: idField, reason: freeText(300) }),
  run: ({ context }, { settlementId, reason }) => refuseSettlement(context, settlementId, reason),
  message: "Taken back. The outcome stays unknown.",
});

/** When a silent gateway is asked, in this store. */
export const changeLadder = defineAction({
  permission: "settings.edit",
  schema: z.strictObject({
    requestId: requestIdField,
    waits: z
      .string()
      .max(300)
      .transform(parseWaits)
      .refine(isEnquiryLadder, { error: "must be 1 to 20 waits from 10 s to 30 d, like: 30 s, 5 min, 1 h, 1 d" }),
  }),
  run: ({ context }, { waits }) => changeStoreSettings(context, { enquiryLadderSeconds: [...waits] }),
  message: "Changed. It goes for calls that fall silent from now on, and for the next question about the others.",
});
