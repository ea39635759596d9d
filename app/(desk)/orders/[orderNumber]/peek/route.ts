import { getOrderRecord } from "@/lib/queries/order/get-order-record";
import { defineDeskRoute } from "@/lib/server/define-desk-route";
import { toPeek } from "../to-peek";

/** One order as the pane beside a list shows it. */
export const GET = defineDeskRoute({
  permission: "order.view",
  run: async ({ queries, staff, params }) => {
    const record = await getOrderRecord(queries, decodeURIComponent(params.orderNumber ?? ""));
    return record && toPeek(record, staff);
  },
});
