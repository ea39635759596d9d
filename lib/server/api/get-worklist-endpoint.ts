import { z } from "zod";
import { worklistNames, worklistReasons } from "@/lib/payments/order-state";
import { pageQuery } from "../api-fields";
import { defineEndpoint } from "../define-endpoint";
import { worklistReasonShape } from "./order-answer";
import { worklistPath } from "./path-fields";

const worklistRowAnswer = z
  .object({
    id: z.string(),
    orderNumber: z.string(),
    orderStatus: z.string(),
    account: z.object({ externalId: z.string(), name: z.string() }),
    ...worklistReasonShape,
  })
  .meta({ id: "WorklistRow" });

export const getWorklistEndpoint = defineEndpoint({
  method: "GET",
  path: "/worklists/{name}",
  operationId: "getWorklist",
  summary: "What needs a person, the nearest deadline first",
  description: `One row per reason: an order may stand in a list more than once. Lists: ${worklistNames.join(", ")}.`,
  params: worklistPath,
  query: z.strictObject({ reason: z.enum(worklistReasons).optional(), ...pageQuery }),
  answers: {
    200: {
      description: "One page",
      schema: z
        .object({ items: z.array(worklistRowAnswer), nextCursor: z.string().nullable() })
        .meta({ id: "WorklistPage" }),
    },
  },
  refusals: ["worklist_not_found", "invalid_cursor"],
});
