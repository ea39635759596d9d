import { z } from "zod";
import { defineEndpoint } from "../define-endpoint";
import { attemptAnswer } from "./attempt-answer";
import { invoiceAnswer } from "./order-parts-answer";
import { invoicePath, versionField } from "./path-fields";

const captureAnswer = z
  .object({
    result: z.enum(["captured", "failed", "under_way"]),
    orderNumber: z.string(),
    invoice: invoiceAnswer,
    attempts: z.array(attemptAnswer).describe("The calls that this request made"),
  })
  .meta({ id: "CaptureAnswer" });

export const captureInvoiceEndpoint = defineEndpoint({
  method: "POST",
  path: "/invoices/{invoiceId}/capture",
  operationId: "captureInvoice",
  summary: "Capture again now",
  description:
    "Captures what an invoice still lacks: from its live holds, or by authorize-and-capture where a hold is gone. Waits up to 8 seconds for the gateway.",
  params: invoicePath,
  body: z.strictObject({ version: versionField }).meta({ id: "CaptureInvoice" }).optional(),
  answers: {
    200: { description: "Decided", schema: captureAnswer },
    202: { description: "Still under way: read the order in a while", schema: captureAnswer },
  },
  refusals: [
    "invoice_not_found",
    "order_not_found",
    "stale_version",
    "order_fraud_stopped",
    "already_captured",
    "capture_in_progress",
    "outcome_unknown",
    "invoice_cancelled",
    "not_shipped",
    "not_covered",
    "approval_needed",
    "retry_forbidden",
    "retry_budget_spent",
    "too_many_attempts",
  ],
});
