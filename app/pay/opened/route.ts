import { markOpened } from "@/lib/operations/approval/mark-opened";
import { isOwnOrigin } from "@/lib/server/own-origin";
import { currentPayPass } from "@/lib/server/pay-door";
import { customerContext } from "@/lib/server/public-door";

/** A person moved on the page. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnOrigin(request.headers)) return new Response("Forbidden", { status: 403 });
  const pass = await currentPayPass();
  if (pass) await markOpened(customerContext({ ...pass, headers: request.headers }), pass.approvalRequestId);
  return new Response(null, { status: 204 });
}
