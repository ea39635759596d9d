"use server";

import { z } from "zod";
import { momentText } from "@/lib/format/format-instant";
import { formatMoneyWithCurrency } from "@/lib/format/format-money";
import { describeHolds } from "@/lib/format/hold-outcome-text";
import { describeRefund } from "@/lib/format/refund-outcome-text";
import { withdrawApproval } from "@/lib/operations/approval/withdraw-approval";
import { askGateway as askGatewayOperation } from "@/lib/operations/attempt/ask-gateway";
import { answerDispute } from "@/lib/operations/dispute/answer-dispute";
import { recordDisputeTalk as recordDisputeTalkOperation } from "@/lib/operations/dispute/record-dispute-talk";
import { retryDisputeAnswer } from "@/lib/operations/dispute/retry-dispute-answer";
import { addNote as addNoteOperation } from "@/lib/operations/note/add-note";
import { removeNote as removeNoteOperation } from "@/lib/operations/note/remove-note";
import { assignOrder } from "@/lib/operations/order/assign-order";
import { authorizeOrder } from "@/lib/operations/order/authorize-order";
import { cancelOrder as cancelOrderOperation } from "@/lib/operations/order/cancel-order";
import { claimOrder as claimOrderOperation } from "@/lib/operations/order/claim-order";
import { releaseClaim as releaseClaimOperation } from "@/lib/operations/order/release-claim";
import { snoozeOrder, wakeOrder } from "@/lib/operations/order/snooze-order";
import { liftFraudStop as liftFraudStopOperation, stopForFraud } from "@/lib/operations/order/stop-for-fraud";
import { askOverride } from "@/lib/operations/override/ask-override";
import { allowOverride } from "@/lib/operations/override/decide-override";
import { applySpare } from "@/lib/operations/refund/apply-spare";
import { requestRefund } from "@/lib/operations/refund/request-refund";
import { releaseOrder } from "@/lib/operations/release/release-order";
import { shipRelease } from "@/lib/operations/release/ship-release";
import { repairLink } from "@/lib/operations/replacement/repair-link";
import { setStatus as setStatusOperation } from "@/lib/operations/status-field/set-status";
import { isPositive, money } from "@/lib/payments/money";
import { disputeDecisions } from "@/lib/payments/order-state";
import { defineAction } from "@/lib/server/define-action";
import {
  checkboxField,
  currencyField,
  freeText,
  idField,
  minorAmountField,
  optionalText,
  orderNumberField,
  requestIdField,
  snoozeField,
  versionField,
} from "@/lib/server/form-fields";

const order = { orderNumber: orderNumberField, requestId: requestIdField };
const seen = { ...order, version: versionField };

export const addNote = defineAction({
  permission: "note.write",
  schema: z.strictObject({ ...order, note: freeText(2000), isPinned: checkboxField }),
  run: ({ context }, { orderNumber, note, isPinned }) =>
    addNoteOperation(context, { orderNumber }, { text: note, isPinned }),
  message: "Noted.",
  undo: ({ noteId }, { orderNumber }) => ({ kind: "remove_note", fields: { orderNumber, noteId } }),
});

export const removeNote = defineAction({
  permission: "note.write",
  schema: z.strictObject({ ...order, noteId: idField }),
  run: ({ context }, { orderNumber, noteId }) => removeNoteOperation(context, { orderNumber }, { noteId }),
  message: "The note is gone.",
});

export const snooze = defineAction({
  permission: "worklist.snooze",
  schema: z.strictObject({ ...order, until: snoozeField }),
  run: ({ context }, { orderNumber, until }) => snoozeOrder(context, { orderNumber }, { until }),
  message: ({ until, isCutShort, timeZone }, { orderNumber }) =>
    `${orderNumber} sleeps until ${momentText(until, timeZone)}${isCutShort ? ", a day before its hold ends" : ""}.`,
  undo: (_value, { orderNumber }) => ({ kind: "wake", fields: { orderNumber } }),
});

export const wake = defineAction({
  permission: "worklist.snooze",
  schema: z.strictObject(order),
  run: ({ context }, { orderNumber }) => wakeOrder(context, { orderNumber }),
  message: (_value, { orderNumber }) => `${orderNumber} is back on the lists.`,
});

export const assign = defineAction({
  permission: "worklist.assign",
  schema: z.strictObject({ ...order, ownerId: idField.or(z.literal("nobody")) }),
  run: ({ context }, { orderNumber, ownerId }) =>
    assignOrder(context, { orderNumber }, { ownerId: ownerId === "nobody" ? null : ownerId }),
  message: ({ ownerName }, { orderNumber }) =>
    ownerName === null ? `${orderNumber} belongs to nobody now.` : `${orderNumber} is ${ownerName}'s now.`,
  undo: ({ previousOwnerId }, { orderNumber }) => ({
    kind: "assign",
    fields: { orderNumber, ownerId: previousOwnerId ?? "nobody" },
  }),
});

export const claimOrder = defineAction({
  permission: "worklist.claim",
  schema: z.strictObject({ ...order, reason: optionalText(300) }),
  run: ({ context }, { orderNumber, reason }) =>
    claimOrderOperation(context, { orderNumber }, { takeOverReason: reason }),
  message: (_value, { orderNumber }) => `${orderNumber} is yours.`,
  undo: ({ isNew }, { orderNumber }) => (isNew ? { kind: "release_claim", fields: { orderNumber } } : undefined),
});

export const releaseClaim = defineAction({
  permission: "worklist.claim",
  schema: z.strictObject(order),
  run: ({ context }, { orderNumber }) => releaseClaimOperation(context, { orderNumber }),
  message: (_value, { orderNumber }) => `${orderNumber} is free again.`,
  undo: (_value, { orderNumber }) => ({ kind: "claim", fields: { orderNumber } }),
});

export const authorize = defineAction({
  permission: "payment.authorize",
  // The amount is what the dialog named; what is asked for is decided again under the order's lock.
  schema: z.strictObject({ ...seen, amountMinor: minorAmountField, currency: currencyField }),
  run: ({ context }, { orderNumber, version }) => authorizeOrder(context, { orderNumber, version }),
  waitFor: (value) => value.attemptIds,
  waitMs: 6000,
  describe: (_value, attempts) => describeHolds(attempts),
});

export const askGateway = defineAction({
  permission: "payment.resync",
  schema: z.strictObject({ ...seen, attemptId: idField }),
  run: ({ context }, { attemptId }) => askGatewayOperation(context, attemptId),
  message: "The gateway is being asked. The desk shows its answer when it comes.",
});

export const withdrawLink = defineAction({
  permission: "approval.withdraw",
  schema: z.strictObject({ ...order, approvalRequestId: idField }),
  run: ({ context }, { orderNumber }) => withdrawApproval(context, { orderNumber }),
  message: "The link no longer works.",
});

export const repairHalfLink = defineAction({
  permission: "approval.request",
  schema: z.strictObject(order),
  run: ({ context }, { orderNumber }) => repairLink(context, { orderNumber }),
  message: "The rest is being done. The desk shows it when it is.",
});

export const releaseGoods = defineAction({
  permission: "order.release",
  schema: z.strictObject(seen),
  run: ({ context }, { orderNumber }) => releaseOrder(context, { orderNumber }, {}),
  message: ({ releaseNo }) => `Release ${releaseNo} is with the warehouse.`,
});

export const shipGoods = defineAction({
  permission: "order.ship",
  schema: z.strictObject({ ...seen, releaseNo: versionField }),
  run: ({ context }, { orderNumber, releaseNo }) => shipRelease(context, { orderNumber, releaseNo }, {}),
  message: ({ invoiceNumber }) => `Shipped. Invoice ${invoiceNumber} is captured in the background.`,
});

export const cancelOrder = defineAction({
  permission: "order.cancel",
  schema: z.strictObject({ ...seen, reason: freeText(300) }),
  run: ({ context }, { orderNumber, version, reason }) =>
    cancelOrderOperation(context, { orderNumber, version }, { reason }),
  message: ({ isWhole }, { orderNumber }) =>
    isWhole
      ? `${orderNumber} is cancelled. Its holds are being released.`
      : `What had not shipped of ${orderNumber} is cancelled. What was shipped stays, and stays to be paid.`,
});

export const refund = defineAction({
  permission: "payment.refund",
  schema: z.strictObject({ ...seen, amountMinor: minorAmountField, currency: currencyField, reason: freeText(300) }),
  run: ({ context }, { orderNumber, version, amountMinor, currency, reason }) =>
    requestRefund(context, { orderNumber, version }, { amount: money(amountMinor, currency), reason }),
  waitFor: (value) => value.attemptIds,
  waitMs: 6000,
  describe: (value, attempts) => describeRefund(value.amount, value.refundIds.length, attempts),
});

export const applyMoney = defineAction({
  permission: "payment.refund",
  // The amount is what the dialog named; how much is owed is looked at again under the lock.
  schema: z.strictObject({ ...seen, amountMinor: minorAmountField, currency: currencyField }),
  run: ({ context }, { orderNumber, version }) => applySpare(context, { orderNumber, version }),
  message: ({ applied, ahead, orderNumbers }) => {
    const pays = `${formatMoneyWithCurrency(applied)} pays for ${orderNumbers.join(", ")}.`;
    return isPositive(ahead) ? `${pays} ${formatMoneyWithCurrency(ahead)} of it is paid ahead of shipment.` : pays;
  },
});

export const recordDisputeTalk = defineAction({
  permission: "note.write",
  schema: z.strictObject({
    ...seen,
    product: optionalText(1000),
    service: optionalText(1000),
    amount: optionalText(1000),
    timing: optionalText(1000),
    decision: z.enum(disputeDecisions),
  }),
  run: ({ context }, { orderNumber, version, decision, product, service, amount, timing }) =>
    recordDisputeTalkOperation(
      context,
      { orderNumber, version },
      { answers: { product, service, amount, timing }, decision },
    ),
  message: "Written down. The next step follows from it.",
});

/** Evidence goes to the gateway once: what a colleague writes, and what the house knows. */
export const contestDispute = defineAction({
  permission: "dispute.contest",
  schema: z.strictObject({ ...order, disputeId: idField, text: freeText(5_000) }),
  run: ({ context }, { orderNumber, disputeId, text }) =>
    answerDispute(context, { orderNumber }, { disputeId, kind: "evidence", text }),
  message: "The evidence is on its way to the gateway.",
});

export const acceptDispute = defineAction({
  permission: "dispute.accept",
  schema: z.strictObject({ ...order, disputeId: idField }),
  run: ({ context }, { orderNumber, disputeId }) =>
    answerDispute(context, { orderNumber }, { disputeId, kind: "accept" }),
  message: "The gateway is told that the customer keeps the money.",
});

export const retryDisputeEvidence = defineAction({
  permission: "dispute.contest",
  schema: z.strictObject({ ...order, disputeId: idField }),
  run: ({ context }, { orderNumber, disputeId }) =>
    retryDisputeAnswer(context, { orderNumber }, { disputeId, kind: "evidence" }),
  message: "The gateway is asked, and told where it does not know yet.",
});

export const retryDisputeConsent = defineAction({
  permission: "dispute.accept",
  schema: z.strictObject({ ...order, disputeId: idField }),
  run: ({ context }, { orderNumber, disputeId }) =>
    retryDisputeAnswer(context, { orderNumber }, { disputeId, kind: "accept" }),
  message: "The gateway is asked, and told where it does not know yet.",
});

export const setStatus = defineAction({
  permission: "status.set",
  schema: z.strictObject({
    ...order,
    fieldId: idField,
    invoiceId: idField.or(z.literal("")),
    value: idField.or(z.enum(["set", ""])),
  }),
  run: ({ context }, { orderNumber, fieldId, invoiceId, value }) =>
    setStatusOperation(context, { orderNumber }, { fieldId, invoiceId: invoiceId || null, value: value || null }),
  message: ({ text }) => (text === "cleared" ? "Cleared." : "Saved."),
});

export const askForOverride = defineAction({
  permission: "order.ask_override",
  schema: z.strictObject({ ...seen, reason: freeText(300) }),
  run: ({ context }, { orderNumber, version, reason }) => askOverride(context, { orderNumber, version }, { reason }),
  message: "A supervisor is asked. You hear what they say.",
});

/** A supervisor's own word, unasked or in answer to whoever asked. */
export const override = defineAction({
  permission: "order.ship_on_override",
  schema: z.strictObject({ ...seen, reason: freeText(300) }),
  run: ({ context }, { orderNumber, version, reason }) =>
    allowOverride(context, { orderNumber, version }, { word: reason }),
  message: ({ granted }) => `The goods may leave although ${formatMoneyWithCurrency(granted)} is not held.`,
});

export const fraudStop = defineAction({
  permission: "fraud.set",
  schema: z.strictObject({ ...seen, reason: freeText(300) }),
  run: ({ context }, { orderNumber, reason }) => stopForFraud(context, { orderNumber }, { reason }),
  message: "Stopped. No money moves for this order.",
});

export const liftFraudStop = defineAction({
  permission: "fraud.lift",
  schema: z.strictObject({ ...seen, reason: freeText(300) }),
  run: ({ context }, { orderNumber, reason }) => liftFraudStopOperation(context, { orderNumber }, { reason }),
  message: "The stop is lifted.",
});
