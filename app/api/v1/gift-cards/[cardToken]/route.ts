import { getGiftCard } from "@/lib/queries/api/get-gift-card";
import { getGiftCardEndpoint } from "@/lib/server/api/gift-card-endpoints";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const GET = defineRoute(getGiftCardEndpoint, async ({ queries }, { params: { cardToken } }) => {
  const card = await getGiftCard(queries, cardToken);
  return card ? answer(200, card) : refusal("gift_card_not_found");
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
