import { defineEndpoint } from "../define-endpoint";
import { orderAnswer } from "./order-answer";
import { orderPath } from "./path-fields";

export const getOrderEndpoint = defineEndpoint({
  method: "GET",
  path: "/orders/{orderNumber}",
  operationId: "getOrder",
  summary: "The whole truth about one order",
  params: orderPath,
  answers: { 200: { description: "The order with all its parts, as of one moment", schema: orderAnswer } },
  refusals: ["order_not_found"],
});
