import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * A browser that once signed in to an account keeps a proof of it. Its tries are counted apart from strangers' tries, so nobody can keep a
 * person out by guessing at that person's account from elsewhere.
 */
export function issueDeviceProof(userId: string, secret: string): string {
  const id = randomBytes(16).toString("base64url");
  return `${id}.${sign(id, userId, secret)}`;
}

/** The device's id when the proof was issued for this account, else null. */
export function deviceOf(proof: string | undefined, userId: string, secret: string): string | null {
  const [id, signature] = proof?.split(".") ?? [];
  if (!id || !signature) return null;
  const given = Buffer.from(signature);
  const expected = Buffer.from(sign(id, userId, secret));
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}

function sign(id: string, userId: string, secret: string): string {
  return createHmac("sha256", secret).update(`device|${userId}|${id}`).digest("base64url");
}
