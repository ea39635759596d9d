import { confirmOrder } from "@/lib/operations/order/confirm-order";
import { getApiOrder } from "@/lib/queries/api/get-api-order";
import { getOrderRow } from "@/lib/queries/api/get-order-row";
import { awaitAttempts } from "@/lib/server/api/await-attempts";
import { toConfirmAnswer } from "@/lib/server/api/confirm-answer";
import { confirmOrderEndpoint } from "@/lib/server/api/confirm-order-endpoint";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const POST = defineRoute(confirmOrderEndpoint, async (call, { params: { orderNumber } }) => {
  const asked = await confirmOrder(call.context, { orderNumber });
  // Too little to pay with is an answer, not an error: it says what remains (S56).
  if (!asked.ok && asked.reason !== "not_covered" && asked.reason !== "no_method") return asked;
  const attemptIds = asked.ok ? asked.value.attemptIds : [];
  await awaitAttempts(call, attemptIds, async () => {
    const row = await getOrderRow(call.queries, orderNumber);
    return row?.confirmedAt != null;
  });
  const order = await getApiOrder(call.queries, orderNumber);
  if (!order) return refusal("order_not_found");
  const { body, isUnderWay } = toConfirmAnswer(order, attemptIds);
  return answer(isUnderWay ? 202 : 200, body);
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
