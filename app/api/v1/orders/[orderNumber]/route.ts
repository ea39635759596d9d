import { putOrder } from "@/lib/operations/order/put-order";
import { getApiOrder } from "@/lib/queries/api/get-api-order";
import { getOrderRow } from "@/lib/queries/api/get-order-row";
import { getOrderEndpoint } from "@/lib/server/api/get-order-endpoint";
import type { OrderAnswer } from "@/lib/server/api/order-answer";
import { toOrderInput } from "@/lib/server/api/order-body";
import type { OrderRowAnswer } from "@/lib/server/api/order-row-answer";
import { otherMethods } from "@/lib/server/api/other-methods";
import { putOrderEndpoint } from "@/lib/server/api/put-order-endpoint";
import { putOrderErrors } from "@/lib/server/api/put-order-errors";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const GET = defineRoute(getOrderEndpoint, async ({ queries }, { params }) => {
  const order = await getApiOrder(queries, params.orderNumber);
  return order ? answer(200, order satisfies OrderAnswer) : refusal("order_not_found");
});

export const PUT = defineRoute(putOrderEndpoint, async ({ context, queries }, { params: { orderNumber }, body }) => {
  const put = await putOrder(context, orderNumber, toOrderInput(body));
  if (!put.ok) return { ...put, ...putOrderErrors(put, body) };
  const order = await getOrderRow(queries, orderNumber);
  return order ? answer(put.value.isNew ? 201 : 200, order satisfies OrderRowAnswer) : refusal("order_not_found");
});

export const { POST, PATCH, DELETE, OPTIONS } = otherMethods("GET", "PUT");
