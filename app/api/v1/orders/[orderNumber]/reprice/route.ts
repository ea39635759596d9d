import { repriceOrder } from "@/lib/operations/order/reprice-order";
import { getApiOrder } from "@/lib/queries/api/get-api-order";
import { getOrderRow } from "@/lib/queries/api/get-order-row";
import { currencyRefusal, toLineInputs } from "@/lib/server/api/order-lines-body";
import { otherMethods } from "@/lib/server/api/other-methods";
import { toRepriceAnswer } from "@/lib/server/api/reprice-answer";
import { repriceOrderEndpoint } from "@/lib/server/api/reprice-order-endpoint";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const POST = defineRoute(repriceOrderEndpoint, async (call, { params: { orderNumber }, body }) => {
  const { version, lines, reason } = body;
  const row = await getOrderRow(call.queries, orderNumber);
  if (!row) return refusal("order_not_found");
  const mixed = currencyRefusal(lines, row.total.currency);
  if (mixed) return mixed;
  const input = { lines: toLineInputs(lines), reason };
  const repriced = await repriceOrder(call.context, { orderNumber, version }, input);
  if (!repriced.ok) return repriced;
  const order = await getApiOrder(call.queries, orderNumber);
  return order ? answer(200, toRepriceAnswer(repriced.value, order)) : refusal("order_not_found");
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
