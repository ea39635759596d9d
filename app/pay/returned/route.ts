import { z } from "zod";
import { requestPageSync } from "@/lib/operations/approval/request-page-sync";
import { getHostedPage } from "@/lib/queries/pay/get-hosted-page";
import { waitForDecision } from "@/lib/queries/pay/wait-for-decision";
import { readPayPost, seeOther } from "@/lib/server/pay-door";

/** Back from the gateway's page: it is asked how that went, and the customer sees what has become of it. */
export async function POST(request: Request): Promise<Response> {
  const post = await readPayPost(request, { session: z.string().max(80) });
  if (post instanceof Response) return post;
  const { pass, context, value } = post;
  if (!(await getHostedPage(pass, value.session))) return seeOther("/pay");
  await requestPageSync(context, value.session);
  await waitForDecision(pass, {
    from: ["requested", "sent", "opened", "payment_failed", "approving"],
    timeoutMs: 8_000,
  });
  const hosted = await getHostedPage(pass, value.session);
  return hosted?.status === "open" ? seeOther(`/pay/return?session=${value.session}&again=1`) : seeOther("/pay");
}
