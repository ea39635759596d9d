import { createHash, createHmac, hkdfSync, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { settings } from "@/lib/config/env";

/**
 * The secret half of a link, made anew from the request's id and salt whenever a mail is written: nothing in the database, a job or a log can be
 * turned back into a working link (EL-3, I16). 256 bits.
 */
export function linkToken(request: { readonly id: string; readonly tokenSalt: string }): string {
  return keyed("approval-link", `${request.id}.${request.tokenSalt}`).toString("base64url");
}

/** What the database keeps of a token. */
export function hashLinkToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

export function newTokenSalt(): string {
  return randomBytes(16).toString("base64url");
}

/** A short code that mail, page and agent can read out to each other (X10). No letters that are heard or read as another. */
export function newShortCode(except: string | null = null): string {
  const letters = "ACDEFGHJKLMNPRTUVWXY";
  for (;;) {
    const letter = () => letters[randomInt(letters.length)];
    const code = `${letter()}${letter()}-${String(randomInt(100)).padStart(2, "0")}`;
    if (code !== except) return code;
  }
}

/** A seal over text that only this installation can make, bound to its purpose. */
export function seal(purpose: string, text: string): string {
  return keyed(purpose, text).toString("base64url");
}

export function isSealed(purpose: string, text: string, given: string): boolean {
  const expected = Buffer.from(seal(purpose, text));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function keyed(purpose: string, text: string): Buffer {
  const key = Buffer.from(hkdfSync("sha256", settings().nextAuthSecret, "paydesk", purpose, 32));
  return createHmac("sha256", key).update(text).digest();
}
