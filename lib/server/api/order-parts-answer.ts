import { z } from "zod";
import { instantAnswer, instantOrNull, moneyAnswer, moneyOrNull, textOrNull } from "./money-answer";

export const coverageAnswer = z
  .object({
    due: moneyAnswer.describe("Total less what is captured; always secured + onPaper + uncovered"),
    captured: moneyAnswer,
    secured: moneyAnswer.describe("Can be captured now, and lasts until the promised ship date"),
    onPaper: moneyAnswer.describe("Held, but past its guarantee or ending before that date"),
    uncovered: moneyAnswer.describe("Remains to be authorized"),
    excess: moneyAnswer.describe("Held beyond what is due"),
    firstEndsAt: instantOrNull.describe("When the first of the counted holds ends"),
  })
  .meta({ id: "Coverage", description: "Where an order's money stands now" });

export const lineAnswer = z
  .object({
    lineNo: z.int(),
    sku: z.string(),
    name: z.string(),
    quantity: z.int(),
    releasedQuantity: z.int(),
    unitPrice: moneyAnswer,
    tax: moneyAnswer,
    shipping: moneyAnswer,
    shippingTax: moneyAnswer,
    adjustments: moneyAnswer.describe("What discounts take off"),
    total: moneyAnswer,
    tradingAgreement: textOrNull,
  })
  .meta({ id: "OrderLine" });

export const methodAnswer = z
  .object({
    id: z.string(),
    sequence: z.int(),
    type: z.string(),
    gateway: z.string(),
    label: z.string(),
    brand: textOrNull,
    last4: textOrNull,
    expiryMonth: z.int().nullable(),
    expiryYear: z.int().nullable(),
    status: z.string().describe("active, suspended"),
    limit: moneyOrNull.describe("Null: unlimited"),
    fixedAmount: moneyOrNull,
    lastReason: textOrNull,
    lastRawCode: textOrNull,
    lastFailedAt: instantOrNull,
  })
  .meta({ id: "PaymentMethod", description: "A way to pay on one order. Tokens are never answered" });

export const authorizationAnswer = z
  .object({
    id: z.string(),
    paymentMethodId: z.string(),
    gateway: z.string(),
    gatewayReference: textOrNull,
    initiator: z.string().describe("customer or merchant"),
    status: z.string().describe("pending, unconfirmed, authorized, declined, voided, expired, captured"),
    amount: moneyAnswer,
    captured: moneyAnswer,
    requestedAt: instantAnswer,
    authorizedAt: instantOrNull,
    expiresAt: instantOrNull,
    expirySource: textOrNull.describe("gateway where it told the date; else the window it was taken from"),
    guaranteedUntil: instantOrNull,
    endedAt: instantOrNull,
    replacesId: textOrNull,
  })
  .meta({ id: "Authorization" });

export const captureAnswer = z
  .object({
    id: z.string(),
    invoiceId: textOrNull.describe("Null where the gateway took money that no invoice had asked for"),
    authorizationId: z.string(),
    paymentMethodId: z.string(),
    gatewayReference: textOrNull,
    status: z.string().describe("requested, accepted, unconfirmed, captured, failed"),
    amount: moneyAnswer,
    refunded: moneyAnswer,
    requestedAt: instantAnswer,
    capturedAt: instantOrNull,
  })
  .meta({ id: "Capture" });

export const refundAnswer = z
  .object({
    id: z.string(),
    captureId: z.string(),
    gatewayReference: textOrNull,
    status: z.string().describe("waiting for its capture, requested, pending, unconfirmed, refunded, failed"),
    amount: moneyAnswer,
    reason: z.string(),
    requestedAt: instantAnswer,
    refundedAt: instantOrNull,
  })
  .meta({ id: "Refund" });

export const releaseAnswer = z
  .object({
    releaseNo: z.int(),
    status: z.string().describe("open, shipped, cancelled"),
    amount: moneyAnswer,
    lines: z.array(z.object({ lineNo: z.int(), quantity: z.int() })),
    carrier: textOrNull,
    trackingNumber: textOrNull,
    createdAt: instantAnswer,
    shippedAt: instantOrNull,
    captureDate: instantOrNull,
  })
  .meta({ id: "Release" });

export const invoiceAnswer = z
  .object({
    id: z.string(),
    invoiceNumber: z.string(),
    releaseNo: z.int(),
    status: z.string().describe("open, capturing, unconfirmed, failed, finally_failed, captured, cancelled"),
    captureStatus: z.string().describe("none, pending, failed, success"),
    amount: moneyAnswer,
    captured: moneyAnswer,
    balance: moneyAnswer,
    attemptCount: z.int(),
    lastReason: textOrNull,
    lastRawCode: textOrNull,
    lastRawMessage: textOrNull,
    lastFailedAt: instantOrNull,
    nextStep: textOrNull,
    nextAttemptAt: instantOrNull,
    captureId: textOrNull,
    issuedAt: instantAnswer,
    paidAt: instantOrNull,
  })
  .meta({ id: "Invoice" });
