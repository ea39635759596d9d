import { resendRequest } from "@/lib/operations/approval/resend-request";
import { readPayPost, seeOther } from "@/lib/server/pay-door";
import { limitKnocks } from "@/lib/server/public-door";

/** "Send me a new link": a fresh mail to the same address of record, three times a day at most. */
export async function POST(request: Request): Promise<Response> {
  const post = await readPayPost(request, {});
  if (post instanceof Response) return post;
  const { approvalRequestId } = post.pass;
  const knock = await limitKnocks({ key: `pay-resend:${approvalRequestId}`, limit: 3, windowSeconds: 24 * 3600 });
  if (knock.allowed) await resendRequest(post.context, approvalRequestId);
  return seeOther("/pay");
}
