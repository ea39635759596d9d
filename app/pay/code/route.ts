import { database } from "@/lib/composition";
import { enterWithCode } from "@/lib/operations/approval/approval-key";
import { addressOf } from "@/lib/server/client-address";
import { correlationIdOf } from "@/lib/server/correlation";
import { isOwnOrigin } from "@/lib/server/own-origin";
import { letIn, seeOther } from "@/lib/server/pay-door";
import { limitKnocks } from "@/lib/server/public-door";

/**
 * A code that somebody of the shop read out. Ten tries from one address in a quarter of an hour, a thousand from all of them: guessing one of 150 thousand million
 * that is good for half an hour is hopeless long before.
 */
export async function POST(request: Request): Promise<Response> {
  const { headers } = request;
  if (!isOwnOrigin(headers)) return new Response("Forbidden", { status: 403 });
  const own = await limitKnocks({ key: `pay-code:${addressOf(headers)}`, limit: 10, windowSeconds: 900 });
  const all = own.allowed ? await limitKnocks({ key: "pay-code", limit: 1000, windowSeconds: 900 }) : own;
  if (!all.allowed) return seeOther("/pay?error=code_rests");
  const form = await request.formData().catch(() => new FormData());
  const typed = form.get("code");
  if (typeof typed !== "string" || typed.length > 40) return seeOther("/pay?error=code");
  const pass = await enterWithCode(database().pool, { typed, correlationId: correlationIdOf(headers) });
  return pass.ok ? letIn(pass.value) : seeOther("/pay?error=code");
}
