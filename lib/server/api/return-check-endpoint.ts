import { z } from "zod";
import { textSchema } from "@/lib/operations/input-schemas";
import { defineEndpoint } from "../define-endpoint";
import { moneyAnswer } from "./money-answer";
import { orderPath } from "./path-fields";

export const returnCheckEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/returned-checks",
  operationId: "reportReturnedCheck",
  summary: "Report that a check came back unpaid",
  description: "What it had paid is owed again: its invoices fail and the order returns to the desk.",
  params: orderPath,
  body: z
    .strictObject({
      documentNumber: textSchema(255).describe("The check's number, as it was given with the order"),
      reason: textSchema(200).describe("The bank's words"),
    })
    .meta({ id: "ReturnedCheck" }),
  answers: {
    200: {
      description: "Recorded",
      schema: z.object({ orderNumber: z.string(), amount: moneyAnswer }).meta({ id: "ReturnedCheckAnswer" }),
    },
  },
  refusals: ["order_not_found", "check_not_found", "check_not_deposited", "check_already_returned", "capture_refunded"],
});
