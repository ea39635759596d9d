import { setPaymentType } from "@/lib/operations/store/set-payment-type";
import { otherMethods } from "@/lib/server/api/other-methods";
import { setPaymentTypeEndpoint } from "@/lib/server/api/set-payment-type-endpoint";
import { answer, defineRoute } from "@/lib/server/define-route";

export const PUT = defineRoute(setPaymentTypeEndpoint, async ({ context }, { params: { kind }, body }) => {
  const set = await setPaymentType(context, { kind, ...body });
  return set.ok ? answer(200, { kind, ...set.value }) : set;
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods("PUT");
