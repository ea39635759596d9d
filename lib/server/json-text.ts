/** JSON for the outside. An amount that a JSON number cannot hold exactly is never rounded: it is a bug, and it is thrown. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === "bigint" ? exactNumber(part) : part));
}

function exactNumber(amount: bigint): number {
  const number = Number(amount);
  if (!Number.isSafeInteger(number)) throw new Error("an amount does not fit a JSON number");
  return number;
}
