import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/payments/instant";

const units = [
  ["d", DAY_MS],
  ["h", HOUR_MS],
  ["min", MINUTE_MS],
  ["s", SECOND_MS],
] as const;

/** Waits as a person reads and types them: "30 s, 5 min, 1 h, 1 d". */
export function waitsText(waitsMs: readonly number[]): string {
  return waitsMs.map(waitText).join(", ");
}

/** Whole seconds of what a person typed; null for a wait that is none, so that whoever checks refuses it. */
export function parseWaits(text: string): (number | null)[] {
  return text.split(",").map((part) => {
    const found = /^\s*(\d{1,7})\s*(s|min|h|d)\s*$/.exec(part);
    const unit = units.find(([name]) => name === found?.[2]);
    return found && unit ? (Number(found[1]) * unit[1]) / SECOND_MS : null;
  });
}

function waitText(ms: number): string {
  const [name, size] = units.find(([, each]) => ms % each === 0) ?? ["s", SECOND_MS];
  return `${ms / size} ${name}`;
}
