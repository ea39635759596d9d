import { recordCreditPayment } from "@/lib/operations/account/record-credit-payment";
import { otherMethods } from "@/lib/server/api/other-methods";
import { recordCreditPaymentEndpoint } from "@/lib/server/api/record-credit-payment-endpoint";
import { answer, defineRoute } from "@/lib/server/define-route";

export const POST = defineRoute(recordCreditPaymentEndpoint, async ({ context }, { params: { externalId }, body }) => {
  const { amount, reference } = body;
  const paid = await recordCreditPayment(context, { externalId, reference, ...amount });
  return paid.ok ? answer(200, { externalId, ...paid.value }) : paid;
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
