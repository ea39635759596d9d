import { z } from "zod";
import type { ApproveAnswer } from "@/lib/operations/approval/approve-answer";
import { type ApproveInput, approveRequest } from "@/lib/operations/approval/approve-request";
import { getHostedPage } from "@/lib/queries/pay/get-hosted-page";
import { waitForDecision } from "@/lib/queries/pay/wait-for-decision";
import { type PayPost, readPayPost, seeOther, toGatewayPage } from "@/lib/server/pay-door";
import { waitForAttempts } from "@/lib/server/wait-for-attempts";

const shape = { method: z.string().regex(/^[a-z_0-9A-Z]{1,80}$/) };
type ApprovePost = PayPost<{ method: string }>;

/** The customer's yes. The worker asks the bank; here we only wait a little for its answer. */
export async function POST(request: Request): Promise<Response> {
  const post = await readPayPost(request, shape);
  if (post instanceof Response) return post;
  const answer = await approve(post, post.value.method);
  if (answer instanceof Response) return answer;
  if (answer.kind === "hosted_page") return sendToGateway(post, answer);
  const decision = await waitForDecision(post.pass);
  const isChallenge = decision.status === "payment_failed" && decision.failureReason === "authentication_required";
  if (!isChallenge) return seeOther("/pay");
  // The bank wants to see its customer, who is here now: on to the gateway's page at once.
  const next = await approve(post, answer.onChallenge);
  return next instanceof Response || next.kind !== "hosted_page" ? seeOther("/pay") : sendToGateway(post, next);
}

async function approve(post: ApprovePost, method: ApproveInput["method"]): Promise<ApproveAnswer | Response> {
  const { approvalRequestId } = post.pass;
  const result = await approveRequest(post.context, { approvalRequestId, method, shownAmount: post.shown });
  if (result.ok) return result.value;
  switch (result.reason) {
    case "unknown_method":
      return seeOther("/pay?show=methods&error=method");
    case "amount_not_possible":
    case "too_many_tries":
    case "link_rests":
      return seeOther(`/pay?show=methods&error=${result.reason}`);
    default:
      // Whatever else stands in the way is what the page itself tells: done, under way, ended, or another price (I13).
      return seeOther("/pay");
  }
}

async function sendToGateway(
  { pass, context }: ApprovePost,
  { hostedSessionId, attemptIds }: Extract<ApproveAnswer, { kind: "hosted_page" }>,
): Promise<Response> {
  await waitForAttempts(context.pool, context.storeId, attemptIds, 10_000);
  const page = await getHostedPage(pass, hostedSessionId);
  return page?.status === "open" && page.url !== null
    ? toGatewayPage(page.url)
    : seeOther("/pay?show=methods&error=gateway");
}
