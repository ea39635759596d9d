import { cancelLines } from "@/lib/operations/order/cancel-lines";
import { cancelOrder } from "@/lib/operations/order/cancel-order";
import { getApiOrder } from "@/lib/queries/api/get-api-order";
import { getOrderRow } from "@/lib/queries/api/get-order-row";
import { toCancelAnswer } from "@/lib/server/api/cancel-answer";
import { cancelOrderEndpoint } from "@/lib/server/api/cancel-order-endpoint";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const POST = defineRoute(cancelOrderEndpoint, async (call, { params: { orderNumber }, body }) => {
  const { version, lines, reason = "Cancelled by the shop system" } = body ?? {};
  const before = await getOrderRow(call.queries, orderNumber);
  if (!before) return refusal("order_not_found");
  const key = { orderNumber, version };
  const cancelled = lines
    ? await cancelLines(call.context, key, { lines, reason })
    : await cancelOrder(call.context, key, { reason });
  if (!cancelled.ok) return cancelled;
  const order = await getOrderRow(call.queries, orderNumber);
  const whole = await getApiOrder(call.queries, orderNumber);
  if (!order || !whole) return refusal("order_not_found");
  const attempts = whole.attempts.filter((attempt) => cancelled.value.attemptIds.includes(attempt.id));
  return answer(200, toCancelAnswer({ before, order, attempts }));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
