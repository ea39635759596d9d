import { defineEndpoint } from "../define-endpoint";
import { orderBody } from "./order-body";
import { orderRowAnswer } from "./order-row-answer";
import { orderPath } from "./path-fields";

export const putOrderEndpoint = defineEndpoint({
  method: "PUT",
  path: "/orders/{orderNumber}",
  operationId: "putOrder",
  summary: "Create an order, or replace one that is not confirmed yet",
  description:
    "The total is the sum of the lines; none is taken from outside. A confirmed order is changed by reprice.",
  params: orderPath,
  body: orderBody,
  answers: {
    200: { description: "Replaced", schema: orderRowAnswer },
    201: { description: "Created", schema: orderRowAnswer },
  },
  refusals: [
    "account_not_found",
    "order_already_confirmed",
    "currency_mismatch",
    "payment_type_not_allowed",
    "payment_token_missing",
    "authorization_already_used",
    "promotion_not_valid",
  ],
  refusalStatus: {
    account_not_found: 422,
    payment_type_not_allowed: 422,
    payment_token_missing: 422,
    promotion_not_valid: 422,
  },
  maxBodyBytes: 512 * 1024,
});
