import { type NextRequest, NextResponse } from "next/server";
import { receive } from "@/lib/server/hall";
import { internalHeaders } from "@/lib/server/request-headers";
import { toResponse } from "@/lib/server/sent-answer";

/** The hall (lib/server/hall.ts) as the framework has it: for the development server, and for whatever has not come through lib/server/enter-hall.ts. */
export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  const { refusal, told, carried } = receive({ method: request.method, pathname, search, headers: request.headers });
  const response = refusal ? toResponse(refusal) : pass(request, told);
  for (const [name, value] of Object.entries(carried)) response.headers.set(name, value);
  return response;
}

function pass(request: NextRequest, told: Readonly<Record<string, string>>): Response {
  const headers = new Headers(request.headers);
  for (const name of internalHeaders) headers.delete(name);
  for (const [name, value] of Object.entries(told)) headers.set(name, value);
  return NextResponse.next({ request: { headers } });
}

/**
 * The REST API's doors stand outside: they know no page, no nonce and no cookie, answer many times a second, and say their own host and headers
 * (lib/server/api-hall.ts). The name of the header is that of `receivedHeader`; the framework reads it here as a word.
 */
export const config = {
  matcher: [{ source: "/((?!api/v1(?:/|$)).*)", missing: [{ type: "header", key: "x-paydesk-received", value: "1" }] }],
};
