import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** A new id: what it names, then 48 bits of time and 80 random bits, so that ids sort by age and keep indexes local. */
export function newId<T extends string = string>(prefix: string): T {
  let time = Date.now();
  let text = "";
  for (let i = 0; i < 10; i++) {
    text = `${alphabet[time % 32]}${text}`;
    time = Math.floor(time / 32);
  }
  for (const byte of randomBytes(16)) text += alphabet[byte % 32];
  return `${prefix}_${text}` as T;
}
