import { setStatus } from "@/lib/operations/status-field/set-status";
import { getOrderRow } from "@/lib/queries/api/get-order-row";
import { otherMethods } from "@/lib/server/api/other-methods";
import { setStatusEndpoint } from "@/lib/server/api/status-field-endpoints";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const PUT = defineRoute(setStatusEndpoint, async ({ context, queries }, { params, body }) => {
  const { orderNumber, fieldId } = params;
  const { value, invoiceId = null } = body;
  const set = await setStatus(context, { orderNumber }, { fieldId, invoiceId, value });
  if (!set.ok) return set;
  const order = await getOrderRow(queries, orderNumber);
  return order ? answer(200, { orderNumber, ownStatuses: order.ownStatuses }) : refusal("order_not_found");
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods("PUT");
