import { randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** Longer ones are refused before they are hashed: hashing a megabyte is a gift to an attacker. */
export const longestPassword = 256;

/** argon2id (the package's default) with the parameters that OWASP recommends: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Without an account the same work is done on a hash that nothing matches, so that the time taken tells nothing. */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  const isMatch = await verify(storedHash ?? (await unmatchedHash()), password);
  return isMatch && storedHash !== null;
}

let unmatched: Promise<string> | null = null;
function unmatchedHash(): Promise<string> {
  unmatched ??= hashPassword(randomBytes(32).toString("base64"));
  return unmatched;
}
