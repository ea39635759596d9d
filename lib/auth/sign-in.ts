import type { Pool } from "pg";
import { openSession } from "@/lib/operations/session/open-session";
import { prepareSignIn, recordFailedSignIn, type SignInKnock } from "@/lib/operations/session/prepare-sign-in";
import { deviceOf, issueDeviceProof } from "./device-proof";
import { longestPassword, verifyPassword } from "./password";

export type SignInRequest = {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  readonly deviceProof: string | undefined;
  readonly correlationId: string;
};

export type SignInAnswer =
  | { readonly ok: true; readonly sessionId: string; readonly userId: string; readonly deviceProof: string }
  | { readonly ok: false; readonly reason: "wrong_credentials" }
  | { readonly ok: false; readonly reason: "too_many_tries"; readonly retryAfterSeconds: number };

/** The one road into the desk, whichever door was used. An unknown account, a wrong password and a disabled account answer alike. */
export async function signIn(pool: Pool, secret: string, request: SignInRequest): Promise<SignInAnswer> {
  const knock: SignInKnock = {
    email: request.email.trim().toLowerCase().slice(0, 320),
    address: request.address,
    correlationId: request.correlationId,
    deviceFor: (userId) => deviceOf(request.deviceProof, userId, secret),
  };
  const prepared = await prepareSignIn(pool, knock);
  if (!prepared.allowed) {
    return { ok: false, reason: "too_many_tries", retryAfterSeconds: prepared.retryAfterSeconds };
  }
  const { account } = prepared;
  const password = request.password.length <= longestPassword ? request.password : "";
  const isRight = await verifyPassword(account?.passwordHash ?? null, password);
  const sessionId = account && isRight ? await openSession(pool, account, knock) : null;
  if (!account || sessionId === null) {
    await recordFailedSignIn(pool, knock);
    return { ok: false, reason: "wrong_credentials" };
  }
  return { ok: true, sessionId, userId: account.userId, deviceProof: issueDeviceProof(account.userId, secret) };
}
