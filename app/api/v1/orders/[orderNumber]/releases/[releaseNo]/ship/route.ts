import { shipRelease } from "@/lib/operations/release/ship-release";
import { getApiInvoice } from "@/lib/queries/api/get-api-invoice";
import { otherMethods } from "@/lib/server/api/other-methods";
import { shipReleaseEndpoint } from "@/lib/server/api/ship-release-endpoint";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const POST = defineRoute(shipReleaseEndpoint, async (call, { params, body }) => {
  const shipped = await shipRelease(call.context, params, body ?? {});
  if (!shipped.ok) return shipped;
  const read = await getApiInvoice(call.queries, shipped.value.invoiceId);
  if (!read) return refusal("order_not_found");
  return answer(200, { ...params, isRepeat: shipped.value.isRepeat, invoice: read.invoice });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
