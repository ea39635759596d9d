import { cancelOrder } from "@/lib/operations/order/cancel-order";
import { getApiOrder } from "@/lib/queries/api/get-api-order";
import { getOrderRow } from "@/lib/queries/api/get-order-row";
import { cancelOrderEndpoint } from "@/lib/server/api/cancel-order-endpoint";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const POST = defineRoute(cancelOrderEndpoint, async (call, { params: { orderNumber }, body }) => {
  const { version, reason = "Cancelled by the shop system" } = body ?? {};
  const cancelled = await cancelOrder(call.context, { orderNumber, version }, { reason });
  if (!cancelled.ok) return cancelled;
  const order = await getOrderRow(call.queries, orderNumber);
  const whole = await getApiOrder(call.queries, orderNumber);
  if (!order || !whole) return refusal("order_not_found");
  const { attemptIds } = cancelled.value;
  return answer(200, { order, attempts: whole.attempts.filter((attempt) => attemptIds.includes(attempt.id)) });
});

export const { GET, PUT, PATCH, DELETE } = otherMethods("POST");
