import { z } from "zod";
import { statusKinds, statusSubjects } from "@/lib/operations/status-field/change-status-fields";
import { defineEndpoint } from "../define-endpoint";
import { ownStatusAnswer } from "./order-row-answer";
import { invoicePath, orderPath } from "./path-fields";

const statusFieldAnswer = z
  .object({
    id: z.string(),
    subject: z.enum(statusSubjects).describe("Whether it stands on orders or on invoices"),
    kind: z.enum(statusKinds),
    name: z.string(),
    choices: z.array(z.object({ id: z.string(), name: z.string() })).describe("Empty for a flag"),
  })
  .meta({ id: "StatusField" });

export const listStatusFieldsEndpoint = defineEndpoint({
  method: "GET",
  path: "/status-fields",
  operationId: "listStatusFields",
  summary: "The store's own status fields and their choices",
  description: "Those that are offered now. An administrator adds and renames them at the desk; their ids stay.",
  answers: { 200: { description: "All of them", schema: z.object({ items: z.array(statusFieldAnswer) }) } },
});

export const setStatusEndpoint = defineEndpoint({
  method: "PUT",
  path: "/orders/{orderNumber}/statuses/{fieldId}",
  operationId: "setOwnStatus",
  summary: "Set or clear one of the store's own statuses",
  description: "On the order, or on one of its invoices. What is so already changes nothing and is said nowhere twice.",
  params: z.strictObject({
    ...orderPath.shape,
    fieldId: z.string().regex(/^sfd_[0-9a-z]{1,60}$/, "must be the id of a status field"),
  }),
  body: z
    .strictObject({
      value: z
        .string()
        .regex(/^(?:set|sch_[0-9a-z]{1,60})$/, "must be set, or the id of a choice")
        .nullable()
        .describe("The id of a choice, set for a flag, null to clear"),
      invoiceId: invoicePath.shape.invoiceId.optional().describe("For a field of invoices: which one"),
    })
    .meta({ id: "SetOwnStatus" }),
  answers: {
    200: {
      description: "All that is set on the order now",
      schema: z.object({ orderNumber: z.string(), ownStatuses: z.array(ownStatusAnswer) }).meta({ id: "OwnStatuses" }),
    },
  },
  refusals: ["order_not_found", "status_field_not_found", "status_choice_not_found", "invoice_not_found"],
  refusalStatus: { status_choice_not_found: 422, invoice_not_found: 422 },
});
