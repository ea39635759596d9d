import { randomBytes } from "node:crypto";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const POOL_BYTES = 8192;

let pool = Buffer.alloc(0);
let used = 0;

/** `randomId("pi_", 24)` gives `pi_` and 24 letters or digits. Draws from a pool: one system call serves hundreds of ids. */
export function randomId(prefix: string, length = 24): string {
  let id = prefix;
  while (id.length < prefix.length + length) {
    const value = nextByte() & 63;
    id += ALPHABET[value] ?? "";
  }
  return id;
}

function nextByte(): number {
  if (used >= pool.length) {
    pool = randomBytes(POOL_BYTES);
    used = 0;
  }
  return pool[used++] ?? 0;
}

/** Forgets the bytes drawn in stock: the next id is made of new ones. For whoever governs the world's randomness. */
export function drawIdsAnew(): void {
  used = pool.length;
}
