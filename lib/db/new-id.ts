import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

let lastTime = 0;
let madeInLastTime = 0;

/** A new id: what it names, then 50 bits of time, 10 of order within the millisecond and 70 random ones, so that the ids of one process sort by age and keep indexes local. */
export function newId<T extends string = string>(prefix: string): T {
  const time = Date.now();
  madeInLastTime = time === lastTime ? madeInLastTime + 1 : 0;
  lastTime = time;
  let text = digits(time, 10) + digits(madeInLastTime, 2);
  for (const byte of randomBytes(14)) text += alphabet[byte % 32];
  return `${prefix}_${text}` as T;
}

function digits(value: number, length: number): string {
  let text = "";
  for (let i = 0; i < length; i++) {
    text = `${alphabet[value % 32]}${text}`;
    value = Math.floor(value / 32);
  }
  return text;
}
