import { grantGiftCard } from "@/lib/operations/gift-card/grant-gift-card";
import { grantGiftCardEndpoint } from "@/lib/server/api/gift-card-endpoints";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute } from "@/lib/server/define-route";

export const POST = defineRoute(grantGiftCardEndpoint, async ({ context }, { params: { cardToken }, body }) => {
  const { amount, ...rest } = body;
  const granted = await grantGiftCard(context, { cardToken, ...amount, ...rest });
  return granted.ok ? answer(granted.value.isNew ? 201 : 200, { cardToken, ...granted.value }) : granted;
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
