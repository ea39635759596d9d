import { releaseOrder } from "@/lib/operations/release/release-order";
import { getApiOrder } from "@/lib/queries/api/get-api-order";
import { createReleaseEndpoint } from "@/lib/server/api/create-release-endpoint";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const POST = defineRoute(createReleaseEndpoint, async (call, { params: { orderNumber }, body }) => {
  const released = await releaseOrder(call.context, { orderNumber }, body ?? {});
  if (!released.ok) return released;
  const order = await getApiOrder(call.queries, orderNumber);
  const release = order?.releases.find((each) => each.releaseNo === released.value.releaseNo);
  return release ? answer(201, release) : refusal("order_not_found");
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
