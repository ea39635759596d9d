import { writingDirection } from "@/lib/format/customer-language";
import type { CustomerSpeech } from "@/lib/format/customer-messages/speech";
import { hashLinkToken } from "@/lib/operations/approval/approval-token";
import { findLink } from "@/lib/queries/pay/find-link";
import { letIn } from "@/lib/server/pay-door";
import { visitorSpeech } from "@/lib/server/visitor-speech";

/** The link in the mail. Whoever opens it, person or scanner, changes nothing: the token is exchanged for a cookie and leaves the address (I12, EL-3). */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const pass = /^[\w-]{43}$/.test(token) ? await findLink(hashLinkToken(token)) : undefined;
  if (pass) return letIn(pass);
  const page = unknownLink(await visitorSpeech());
  return new Response(page, { status: 404, headers: { "content-type": "text/html; charset=utf-8" } });
}

/** A whole page without script or stylesheet: it stands even where nothing else of ours does. */
function unknownLink({ language, words: { noPass } }: CustomerSpeech): string {
  return `<!doctype html>
<html lang="${language}" dir="${writingDirection(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${noPass.unknownTitle}</title></head>
<body style="margin:0;font:16px/24px system-ui,sans-serif">
<main style="max-width:26rem;margin:0 auto;padding:4rem 1.25rem">
<h1 style="font-size:1.4rem;line-height:1.8rem;margin:0 0 .75rem">${noPass.unknownTitle}</h1>
<p style="margin:0 0 1.5rem">${noPass.unknownText}</p>
<p style="margin:0"><a href="/pay" style="color:inherit">${noPass.withCode}</a></p>
</main></body></html>`;
}
