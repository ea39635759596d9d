import { releaseOrderInput } from "@/lib/operations/release/release-order";
import { defineEndpoint } from "../define-endpoint";
import { releaseAnswer } from "./order-parts-answer";
import { orderPath } from "./path-fields";

const releaseBody = releaseOrderInput
  .superRefine(({ lines = [] }, check) => {
    for (const [index, { lineNo }] of lines.entries()) {
      if (lines.findIndex((each) => each.lineNo === lineNo) === index) continue;
      const params = { code: "repeated_line" };
      check.addIssue({ code: "custom", path: ["lines", index, "lineNo"], message: "was named before", params });
    }
  })
  .meta({ id: "CreateRelease" });

export const createReleaseEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/releases",
  operationId: "createRelease",
  summary: "Release lines to the warehouse",
  description: "Without lines: everything that is not released yet.",
  params: orderPath,
  body: releaseBody.optional(),
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
  refusalStatus: { not_a_quantity: 422 },
});
