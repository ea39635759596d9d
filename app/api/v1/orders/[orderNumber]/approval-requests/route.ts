import { requestApproval } from "@/lib/operations/approval/request-approval";
import { otherMethods } from "@/lib/server/api/other-methods";
import { requestApprovalEndpoint } from "@/lib/server/api/request-approval-endpoint";
import { answer, defineRoute } from "@/lib/server/define-route";

export const POST = defineRoute(requestApprovalEndpoint, async ({ context }, { params: { orderNumber }, body }) => {
  const { version, ...input } = body ?? { address: "account" };
  const asked = await requestApproval(context, { orderNumber, version }, input);
  if (!asked.ok) return asked;
  const { approvalRequestId, amount, difference, expiresAt, maskedAddress } = asked.value;
  const times = { expiresAt: expiresAt.toISOString() };
  return answer(201, { id: approvalRequestId, orderNumber, amount, difference, ...times, address: maskedAddress });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
