import { z } from "zod";
import { orderSources, orderStatuses, worklistReasons } from "@/lib/payments/order-state";
import { ownStatusPattern, parseOwnStatus } from "@/lib/queries/status-fields/own-status";
import { pageQuery } from "../api-fields";
import { defineEndpoint } from "../define-endpoint";
import { orderRowAnswer } from "./order-row-answer";

const moment = z
  .union([
    z.iso.datetime({ offset: true, error: "must be an RFC 3339 time with a zone, or a day" }),
    z.iso.date({ error: "must be an RFC 3339 time with a zone, or a day" }),
  ])
  .transform((text) => new Date(text));

export const listOrdersEndpoint = defineEndpoint({
  method: "GET",
  path: "/orders",
  operationId: "listOrders",
  summary: "Search and filter orders, newest first",
  query: z.strictObject({
    status: z.enum(orderStatuses).optional(),
    captureStatus: z.enum(["none", "pending", "failed", "success"]).optional(),
    source: z.enum(orderSources).optional(),
    account: z.string().min(1).max(100).optional().describe("externalId of the account"),
    email: z.string().min(3).max(254).optional().describe("E-mail of record, whole"),
    q: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .optional()
      .describe(
        "Order or invoice number, e-mail, beginning of the customer's name, last four digits, gateway reference, or amount such as 241.18",
      ),
    placedFrom: moment.optional().describe("From this moment on; a day begins in UTC"),
    placedTo: moment.optional().describe("Before this moment"),
    hasReason: z
      .enum(["true", "false"])
      .transform((word) => word === "true")
      .optional()
      .describe("Whether anything holds its money up"),
    reason: z.enum(worklistReasons).optional(),
    ownStatus: z
      .string()
      .regex(ownStatusPattern, "must be a field's id for a flag, or fieldId.choiceId")
      .transform(parseOwnStatus)
      .optional()
      .describe("Where this flag of the store's own is set (fieldId), or this choice (fieldId.choiceId)"),
    ...pageQuery,
  }),
  answers: {
    200: {
      description: "One page",
      schema: z.object({ items: z.array(orderRowAnswer), nextCursor: z.string().nullable() }).meta({ id: "OrderPage" }),
    },
  },
  refusals: ["invalid_cursor"],
});
