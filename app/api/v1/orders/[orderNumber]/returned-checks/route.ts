import { reportReturnedCheck } from "@/lib/operations/check/report-returned-check";
import { otherMethods } from "@/lib/server/api/other-methods";
import { returnCheckEndpoint } from "@/lib/server/api/return-check-endpoint";
import { answer, defineRoute } from "@/lib/server/define-route";

export const POST = defineRoute(returnCheckEndpoint, async ({ context }, { params: { orderNumber }, body }) => {
  const returned = await reportReturnedCheck(context, { orderNumber }, body);
  return returned.ok ? answer(200, { orderNumber, amount: returned.value }) : returned;
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
