import { z } from "zod";
import { textSchema } from "@/lib/operations/input-schemas";
import { cancelLinesInput } from "@/lib/operations/order/cancel-lines";
import { defineEndpoint } from "../define-endpoint";
import { attemptAnswer } from "./attempt-answer";
import { moneyAnswer } from "./money-answer";
import { orderRowAnswer } from "./order-row-answer";
import { orderPath, versionField } from "./path-fields";

export const cancelOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/cancel",
  operationId: "cancelOrder",
  summary: "Cancel an order, or what has not shipped of it",
  description:
    "Holds are released in the background. Where parts have shipped, the order lives on for what is owed. A repeat does nothing.",
  params: orderPath,
  body: z
    .strictObject({
      reason: textSchema(300).optional().describe("Left out: cancelled by the shop system"),
      lines: cancelLinesInput.shape.lines.optional().describe("Left out: everything that has not shipped"),
      version: versionField,
    })
    .meta({ id: "CancelOrder" })
    .optional(),
  answers: {
    200: {
      description: "Cancelled, now or before",
      schema: z
        .object({
          order: orderRowAnswer,
          cancelledAmount: moneyAnswer.describe("What this call cancelled"),
          attempts: z.array(attemptAnswer).describe("Releases of holds that were asked for"),
        })
        .meta({ id: "CancelAnswer" }),
    },
  },
  refusals: [
    "order_not_found",
    "stale_version",
    "order_closed",
    "already_shipped",
    "capture_in_progress",
    "outcome_unknown",
    "order_not_confirmed",
    "approval_in_progress",
    "unknown_line",
    "exceeds_unreleased",
    "nothing_to_cancel",
  ],
});
