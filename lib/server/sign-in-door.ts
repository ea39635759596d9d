import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { safeReturnTo } from "@/lib/auth/return-to";
import { cookieName, deviceCookieOptions, sessionCookieOptions } from "@/lib/auth/session-cookie";
import { encodeSessionToken, sessionIdOf } from "@/lib/auth/session-token";
import { type SignInAnswer, signIn } from "@/lib/auth/sign-in";
import { database } from "@/lib/composition";
import { settings } from "@/lib/config/env";
import { logger } from "@/lib/config/logger";
import { refusalText } from "@/lib/format/refusal-words";
import { closeSession } from "@/lib/operations/session/close-session";
import type { ActionState } from "./action-state";
import { addressOf } from "./client-address";
import { correlationIdOf } from "./correlation";
import { isOwnOrigin } from "./own-origin";
import { parseForm } from "./parse-form";

const schema = z.strictObject({
  email: z.string().min(1, "Give your e-mail address.").max(320),
  password: z.string().min(1, "Give your password.").max(10_000),
  returnTo: z.string().optional(),
});

/** The sign-in page's form. On success a new session, a new cookie and the way to where the person wanted to go. */
export async function signInWithPassword(form: FormData): Promise<ActionState> {
  const state = await signInHere(form);
  if (state.status === "ok") redirect(safeReturnTo(form.get("returnTo")));
  return state;
}

/** A new session and a new cookie, and nobody is led anywhere: for a page whose session has ended under it. */
export async function signInHere(form: FormData): Promise<ActionState> {
  const incoming = await headers();
  const correlationId = correlationIdOf(incoming);
  if (!isOwnOrigin(incoming)) return refusal("foreign_origin");
  const parsed = parseForm(schema, form);
  if (!parsed.ok) return { status: "invalid", fieldErrors: parsed.fieldErrors };
  let answer: SignInAnswer;
  try {
    answer = await knock(parsed.value, incoming, correlationId);
  } catch (error) {
    logger.error({ err: error, correlationId }, "sign-in failed");
    return { status: "failed", reference: correlationId, message: "Signing in does not work at the moment." };
  }
  if (!answer.ok) return refusedSignIn(answer);
  const jar = await cookies();
  jar.set(cookieName("session"), await encodeSessionToken(answer.sessionId), sessionCookieOptions());
  jar.set(cookieName("device"), answer.deviceProof, deviceCookieOptions());
  return { status: "ok" };
}

/** Ends the session on the server first; the cookie's end is only tidiness. */
export async function signOutOnServer(): Promise<void> {
  const incoming = await headers();
  if (!isOwnOrigin(incoming)) redirect("/");
  const jar = await cookies();
  const sessionId = await sessionIdOf(jar.get(cookieName("session"))?.value);
  if (sessionId !== null) {
    const correlationId = correlationIdOf(incoming);
    await closeSession(database().pool, { sessionId, address: addressOf(incoming), correlationId });
  }
  jar.set(cookieName("session"), "", { ...sessionCookieOptions(), maxAge: 0 });
  redirect("/sign-in");
}

async function knock(
  { email, password }: { email: string; password: string },
  incoming: Headers,
  correlationId: string,
): Promise<SignInAnswer> {
  const deviceProof = (await cookies()).get(cookieName("device"))?.value;
  const address = addressOf(incoming);
  const secret = settings().nextAuthSecret;
  const answer = await signIn(database().pool, secret, { email, password, address, deviceProof, correlationId });
  if (!answer.ok) logger.warn({ correlationId, reason: answer.reason, address }, "sign-in refused");
  return answer;
}

function refusedSignIn(answer: Exclude<SignInAnswer, { ok: true }>): ActionState {
  if (answer.reason === "wrong_credentials") return refusal(answer.reason);
  const seconds = answer.retryAfterSeconds;
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return { status: "refused", reason: answer.reason, message: `Too many tries. Try again in ${wait}.` };
}

function refusal(reason: string): ActionState {
  return { status: "refused", reason, message: refusalText(reason) };
}
