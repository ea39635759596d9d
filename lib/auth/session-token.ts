import { decode, encode } from "next-auth/jwt";
import { settings } from "@/lib/config/env";
import { sessionSeconds } from "./session-cookie";

/** What a browser holds: an encrypted token with one fact in it, the id of a row that the server may end at any moment. */
export function encodeSessionToken(sessionId: string, secret = settings().nextAuthSecret): Promise<string> {
  return encode({ token: { sid: sessionId }, secret, maxAge: sessionSeconds });
}

export async function sessionIdOf(
  token: string | undefined,
  secret = settings().nextAuthSecret,
): Promise<string | null> {
  if (!token) return null;
  const payload = await decode({ token, secret }).catch(() => null);
  return typeof payload?.sid === "string" ? payload.sid : null;
}
