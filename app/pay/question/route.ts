import { askQuestion } from "@/lib/operations/approval/answer-request";
import { freeText } from "@/lib/server/form-fields";
import { readPayPost, seeOther } from "@/lib/server/pay-door";

/** A question to the shop, which becomes a note on the order. */
export async function POST(request: Request): Promise<Response> {
  const post = await readPayPost(request, { question: freeText(1000) });
  if (post instanceof Response) return post;
  await askQuestion(post.context, post.pass.approvalRequestId, post.value.question);
  return seeOther("/pay?show=asked");
}
