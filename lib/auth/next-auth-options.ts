import type { AuthOptions, User } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { Pool } from "pg";
import { settings } from "@/lib/config/env";
import { logger } from "@/lib/config/logger";
import { closeSession } from "@/lib/operations/session/close-session";
import { loadLiveSession } from "@/lib/operations/session/load-live-session";
import { safeReturnTo } from "./return-to";
import { cookieName, isSecureSite, sessionCookieOptions, sessionSeconds } from "./session-cookie";
import { signIn } from "./sign-in";

export type AuthCall = {
  readonly pool: Pool;
  readonly address: string;
  readonly correlationId: string;
  readonly deviceProof: string | undefined;
};

type SignedInUser = User & { sessionId: string };

/**
 * The library's own doors over the same sign-in. Its token carries one fact, the session's id, and takes nothing else from anyone: not from
 * a client-side session update, not from a provider (AU-2).
 */
export function nextAuthOptions(call: AuthCall): AuthOptions {
  const isSecure = isSecureSite();
  const { sameSite, ...options } = sessionCookieOptions(isSecure);
  const { maxAge: _, ...unaged } = options;
  const cookie = (name: "session" | "csrf" | "callback") => ({
    name: cookieName(name, isSecure),
    options: { sameSite, ...unaged },
  });
  return {
    secret: settings().nextAuthSecret,
    useSecureCookies: isSecure,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/sign-in", error: "/sign-in", signOut: "/sign-in" },
    cookies: { sessionToken: cookie("session"), csrfToken: cookie("csrf"), callbackUrl: cookie("callback") },
    logger: {
      error: (code, metadata) =>
        logger.error({ code, err: metadata instanceof Error ? metadata : undefined }, "sign-in"),
      warn: () => {},
      debug: () => {},
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(credentials): Promise<SignedInUser | null> {
          const { email, password } = credentials ?? {};
          if (typeof email !== "string" || typeof password !== "string") return null;
          const answer = await signIn(call.pool, settings().nextAuthSecret, { email, password, ...call });
          return answer.ok ? { id: answer.userId, sessionId: answer.sessionId } : null;
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? (user as SignedInUser).sessionId : token.sid }),
      async session({ session, token }) {
        const live = typeof token.sid === "string" ? await look(call.pool, token.sid) : null;
        if (!live) return { expires: new Date(0).toISOString() };
        return { expires: session.expires, user: { name: live.name, role: live.role } };
      },
      redirect: ({ url }) => ownAddress(url),
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await closeSession(call.pool, { sessionId: token.sid, ...call });
      },
    },
  };
}

function look(pool: Pool, sessionId: string) {
  return loadLiveSession(pool, sessionId, { isPassive: true });
}

function ownAddress(url: string): string {
  const { appUrl } = settings();
  const path = url.startsWith(`${appUrl}/`) ? url.slice(appUrl.length) : url;
  return `${appUrl}${safeReturnTo(path)}`;
}
