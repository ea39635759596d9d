import { releaseOrderInput } from "@/lib/operations/release/release-order";
import { defineEndpoint } from "../define-endpoint";
import { releaseAnswer } from "./order-parts-answer";
import { orderPath } from "./path-fields";

export const createReleaseEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/releases",
  operationId: "createRelease",
  summary: "Release lines to the warehouse",
  description: "Without lines: everything that is not released yet.",
  params: orderPath,
  body: releaseOrderInput.meta({ id: "CreateRelease" }).optional(),
  answers: { 201: { description: "Released", schema: releaseAnswer } },
  refusals: [
    "order_not_found",
    "order_not_confirmed",
    "order_closed",
    "order_fraud_stopped",
    "blocked_by_payment",
    "nothing_to_release",
    "exceeds_order",
    "unknown_line",
    "not_a_quantity",
    "exceeds_ordered",
    "nothing_released",
  ],
});
