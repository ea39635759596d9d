import { requestRefund } from "@/lib/operations/refund/request-refund";
import { getApiRefund } from "@/lib/queries/api/get-api-refund";
import { awaitAttempts } from "@/lib/server/api/await-attempts";
import { otherMethods } from "@/lib/server/api/other-methods";
import { refundErrors, refundOrderEndpoint } from "@/lib/server/api/refund-order-endpoint";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const POST = defineRoute(refundOrderEndpoint, async (call, { params: { orderNumber }, body }) => {
  const { version, ...input } = body;
  const asked = await requestRefund(call.context, { orderNumber, version }, input);
  if (!asked.ok) return { ...asked, ...refundErrors(asked, body) };
  await awaitAttempts(call, asked.value.attemptIds);
  const refund = await getApiRefund(call.queries, asked.value.refundRequestId);
  if (!refund) return refusal("order_not_found");
  return answer(refund.result === "under_way" ? 202 : 200, refund);
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
