"use server";

import { z } from "zod";
import { can, type Permission } from "@/lib/auth/permissions";
import {
  dismissBulkJob as dismissBulkJobOperation,
  retryBulkJob as retryBulkJobOperation,
} from "@/lib/operations/bulk/retry-bulk-job";
import { startBulkJob as startBulkJobOperation } from "@/lib/operations/bulk/start-bulk-job";
import { type BulkKind, bulkKinds } from "@/lib/payments/bulk-work";
import { refused } from "@/lib/payments/result";
import { previewBulk as previewBulkQuery } from "@/lib/queries/bulk/preview-bulk";
import { selectOrders } from "@/lib/queries/bulk/select-orders";
import { defineAction } from "@/lib/server/define-action";
import { idField, idsField, ownStatusField, requestIdField, snoozeField } from "@/lib/server/form-fields";
import { queryContext } from "@/lib/server/query-context";
import { readAction } from "@/lib/server/read-action";
import { toSelection } from "./selection";

const selection = {
  ids: idsField.optional(),
  list: z.enum(["unpaid", "expiring"]).optional(),
  query: z.string().max(2000).optional(),
};
const needs: Record<BulkKind, Permission> = {
  ask_customer: "approval.request",
  capture: "payment.retry_capture",
  snooze: "worklist.snooze",
  assign: "worklist.assign",
  set_status: "status.set",
};

export const previewBulk = readAction({
  permission: "order.view",
  schema: z.strictObject({ kind: z.enum(bulkKinds), ...selection }),
  run: (queries, { kind, ...fields }) => previewBulkQuery(queries, kind, toSelection(fields)),
});

export const startBulkJob = defineAction({
  permission: "order.view",
  schema: z
    .strictObject({
      kind: z.enum(bulkKinds),
      ...selection,
      expected: z
        .string()
        .regex(/^\d{1,5}$/)
        .transform(Number),
      until: snoozeField.optional(),
      ownerId: idField.or(z.literal("nobody")).optional(),
      status: ownStatusField.optional(),
      requestId: requestIdField,
    })
    .refine(({ kind, status }) => kind !== "set_status" || status, { path: ["status"], error: "choose one of these" }),
  run: async ({ context, staff }, { kind, expected, until, ownerId, status, requestId, ...fields }) => {
    if (!can(staff.role, needs[kind])) return refused("not_permitted");
    const rows = await selectOrders(await queryContext(staff), toSelection(fields));
    const options = { until, ownerId: ownerId === "nobody" ? null : ownerId, status };
    return startBulkJobOperation(context, { bulkJobId: `blk_${requestId}`, kind, options, rows, expected });
  },
  message: ({ total }) => `${total} ${total === 1 ? "order" : "orders"} under way. You can close this page.`,
});

export const retryBulkJob = defineAction({
  permission: "order.view",
  schema: z.strictObject({ bulkJobId: idField, requestId: requestIdField }),
  run: ({ context }, { bulkJobId }) => retryBulkJobOperation(context, bulkJobId),
  message: ({ count }) => `${count} once more.`,
});

export const dismissBulkJob = defineAction({
  permission: "order.view",
  schema: z.strictObject({ bulkJobId: idField, requestId: requestIdField }),
  run: ({ context }, { bulkJobId }) => dismissBulkJobOperation(context, bulkJobId),
});
