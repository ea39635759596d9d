import { hashLinkToken } from "@/lib/operations/approval/approval-token";
import { findLink } from "@/lib/queries/pay/find-link";
import { letIn } from "@/lib/server/pay-door";

/** The link in the mail. Whoever opens it, person or scanner, changes nothing: the token is exchanged for a cookie and leaves the address (I12, EL-3). */
export async function GET(_request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  const { token } = await params;
  const pass = /^[\w-]{43}$/.test(token) ? await findLink(hashLinkToken(token)) : undefined;
  return pass
    ? letIn(pass)
    : new Response(unknownLink, { status: 404, headers: { "content-type": "text/html; charset=utf-8" } });
}

const unknownLink = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Link not found</title></head>
<body style="margin:0;font:16px/24px system-ui,sans-serif">
<main style="max-width:26rem;margin:0 auto;padding:4rem 1.25rem">
<h1 style="font-size:1.4rem;line-height:1.8rem;margin:0 0 .75rem">We do not know this link</h1>
<p style="margin:0">It may have been cut off by your mail program, or its time may be over. Please open it from our mail again, copy the whole address, or ask us for a new one. Nothing was charged.</p>
</main></body></html>`;
