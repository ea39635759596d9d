import { getBulkJob, listBulkJobRows } from "@/lib/queries/bulk/get-bulk-job";
import { defineDeskRoute } from "@/lib/server/define-desk-route";

/** A job of the reader, row by row, for the drawer that watches it. */
export const GET = defineDeskRoute({
  permission: "order.view",
  run: async ({ queries, params }) => {
    const head = await getBulkJob(queries, params.bulkJobId ?? "");
    return head && { ...head, rows: await listBulkJobRows(queries, head.id) };
  },
});
