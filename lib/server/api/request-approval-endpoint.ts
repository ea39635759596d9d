import { z } from "zod";
import { requestApprovalInput } from "@/lib/operations/approval/request-approval";
import { defineEndpoint } from "../define-endpoint";
import { instantAnswer, moneyAnswer } from "./money-answer";
import { orderPath, versionField } from "./path-fields";

export const requestApprovalEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/approval-requests",
  operationId: "requestApproval",
  summary: "Re-trigger the cart: ask the customer to approve the order's payment",
  description:
    "Sends the mail in the background, to an address on record. Every older link of the order is dead from then on. The link itself is in the mail and nowhere else.",
  params: orderPath,
  body: requestApprovalInput.extend({ version: versionField }).meta({ id: "RequestApproval" }).optional(),
  answers: {
    201: {
      description: "Asked",
      schema: z
        .object({
          id: z.string(),
          orderNumber: z.string(),
          amount: moneyAnswer.describe("What the customer is asked to approve: the order's total"),
          difference: moneyAnswer.describe("Above what was approved before"),
          expiresAt: instantAnswer,
          address: z.string().describe("Masked: first letter and domain"),
        })
        .meta({ id: "RequestApprovalAnswer" }),
    },
  },
  refusals: [
    "order_not_found",
    "stale_version",
    "order_closed",
    "order_fraud_stopped",
    "nothing_to_approve",
    "no_email",
    "capture_in_progress",
    "approval_in_progress",
    "address_not_on_record",
    "unknown_reason",
    "delivery_date_needed",
    "amount_not_possible",
  ],
  refusalStatus: { amount_not_possible: 422, address_not_on_record: 422, delivery_date_needed: 422, no_email: 422 },
});
