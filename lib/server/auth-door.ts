import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/next-auth-options";
import { cookieName } from "@/lib/auth/session-cookie";
import { database } from "@/lib/composition";
import { settings } from "@/lib/config/env";
import { addressOf } from "./client-address";
import { correlationIdOf } from "./correlation";
import { isOwnOrigin } from "./own-origin";
import { problem } from "./problem";

type AuthContext = { params: Promise<{ nextauth: string[] }> };

/** What of the library's doors is open; its built-in pages, which would show without our policy's nonce, are not. */
const openDoors: Readonly<Record<string, readonly string[]>> = {
  GET: ["csrf", "providers", "session"],
  POST: ["callback/credentials", "signout", "session"],
};

export async function answerAuthRequest(request: NextRequest, context: AuthContext): Promise<Response> {
  const door = (await context.params).nextauth.join("/");
  if (!openDoors[request.method]?.includes(door)) return problem({ status: 404, code: "not_found" });
  if (request.method === "POST" && !isOwnOrigin(request.headers))
    return problem({ status: 403, code: "foreign_origin" });
  const options = nextAuthOptions({
    pool: database().pool,
    address: addressOf(request.headers),
    correlationId: correlationIdOf(request.headers),
    deviceProof: request.cookies.get(cookieName("device"))?.value,
  });
  const answered: Response = await NextAuth(request, context, options);
  const response = new Response(answered.body, answered);
  response.headers.set("cache-control", "no-store");
  const location = response.headers.get("location");
  if (location !== null) response.headers.set("location", ownLocation(location));
  return response;
}

/** Wherever it would lead, it leads to a page of ours. */
function ownLocation(location: string): string {
  const { appUrl } = settings();
  const url = URL.parse(location, appUrl);
  if (!url) return `${appUrl}/`;
  return url.pathname.startsWith("/api/auth/error")
    ? `${appUrl}/sign-in?error=1`
    : `${appUrl}${url.pathname}${url.search}`;
}
