import { declineRequest } from "@/lib/operations/approval/answer-request";
import { optionalText } from "@/lib/server/form-fields";
import { readPayPost, seeOther } from "@/lib/server/pay-door";

/** The customer's no, with or without a reason. */
export async function POST(request: Request): Promise<Response> {
  const post = await readPayPost(request, { reason: optionalText(1000) });
  if (post instanceof Response) return post;
  await declineRequest(post.context, post.pass.approvalRequestId, post.value.reason);
  return seeOther("/pay");
}
