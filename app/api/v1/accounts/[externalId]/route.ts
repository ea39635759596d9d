import { putAccount } from "@/lib/operations/account/put-account";
import { toAccountInput } from "@/lib/server/api/account-body";
import { otherMethods } from "@/lib/server/api/other-methods";
import { putAccountEndpoint } from "@/lib/server/api/put-account-endpoint";
import { answer, defineRoute } from "@/lib/server/define-route";

export const PUT = defineRoute(putAccountEndpoint, async ({ context }, { params: { externalId }, body }) => {
  const put = await putAccount(context, externalId, toAccountInput(body));
  if (!put.ok) return put;
  const { accountId, isNew } = put.value;
  return answer(isNew ? 201 : 200, { id: accountId, externalId, isNew });
});

export const { GET, POST, PATCH, DELETE, OPTIONS } = otherMethods("PUT");
