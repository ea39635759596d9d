import { z } from "zod";
import { shipReleaseInput } from "@/lib/operations/release/ship-release";
import { defineEndpoint } from "../define-endpoint";
import { invoiceAnswer } from "./order-parts-answer";
import { releasePath } from "./path-fields";

const shipAnswer = z
  .object({ orderNumber: z.string(), releaseNo: z.int(), isRepeat: z.boolean(), invoice: invoiceAnswer })
  .meta({ id: "ShipAnswer" });

export const shipReleaseEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/releases/{releaseNo}/ship",
  operationId: "shipRelease",
  summary: "Report that a release has left",
  description:
    "An invoice appears at once and its capture follows in the background. Releases may be reported in any order; a repeat does nothing and gives the same invoice.",
  params: releasePath,
  body: shipReleaseInput.meta({ id: "ShipRelease" }).optional(),
  answers: { 200: { description: "Shipped, now or before", schema: shipAnswer } },
  refusals: [
    "order_not_found",
    "no_such_release",
    "order_not_confirmed",
    "order_closed",
    "release_cancelled",
    "order_fraud_stopped",
    "blocked_by_payment",
  ],
  refusalStatus: { no_such_release: 404 },
});
