import { createHash } from "node:crypto";

/** Keys are long and random, so a plain digest keeps them: there is nothing to guess, and looking one up stays one index read. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
