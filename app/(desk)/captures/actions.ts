"use server";

import { z } from "zod";
import { describeCaptures } from "@/lib/format/capture-outcome-text";
import { type CaptureManyAnswer, captureInvoices } from "@/lib/operations/invoice/capture-invoices";
import { defineAction } from "@/lib/server/define-action";
import {
  currencyField,
  idField,
  idsField,
  minorAmountField,
  orderNumberField,
  requestIdField,
} from "@/lib/server/form-fields";

/** Captures again: one invoice, a selection of them, or the failed invoices of selected orders. Each row has its own outcome (P10, P13 to P15). */
export const retryCapture = defineAction({
  permission: "payment.retry_capture",
  schema: z.strictObject({
    invoiceId: idField.optional(),
    orderNumber: orderNumberField.optional(),
    ids: idsField.optional(),
    // What the dialog named. The amount that moves is the rest of the invoice, decided again under its lock.
    amountMinor: minorAmountField.optional(),
    currency: currencyField.optional(),
    requestId: requestIdField,
  }),
  run: ({ context }, { invoiceId, ids }) => captureInvoices(context, ids ?? (invoiceId ? [invoiceId] : [])),
  waitFor: (value: CaptureManyAnswer) => value.attemptIds,
  waitMs: 6000,
  describe: (value, attempts) => describeCaptures(value.rows, attempts),
});
