import { DAY_MS, HOUR_MS, type Instant, later, toInstant } from "@/lib/payments/instant";
import { dateIn } from "./format-instant";

/** What the desk offers, or a moment on the shop's own clock: `2026-11-27T09:00`. */
export type SnoozeChoice = "two_hours" | "tomorrow" | "next_week" | `${number}-${number}-${number}T${number}:${number}`;

export const snoozeChoicePattern = /^(two_hours|tomorrow|next_week|\d{4}-\d{2}-\d{2}T\d{2}:\d{2})$/;

/** The moment that a choice means, in the shop's zone; null where the calendar knows no such moment. */
export function instantOfChoice(choice: SnoozeChoice, now: Instant, timeZone: string): Instant | null {
  if (choice === "two_hours") return later(now, 2 * HOUR_MS);
  if (choice === "tomorrow") return instantOnClock(`${dateIn(later(now, DAY_MS), timeZone)}T09:00`, timeZone);
  if (choice === "next_week") return instantOnClock(`${nextMonday(now, timeZone)}T09:00`, timeZone);
  return instantOnClock(choice, timeZone);
}

function nextMonday(now: Instant, timeZone: string): string {
  const today = new Date(`${dateIn(now, timeZone)}T12:00:00Z`);
  const days = (8 - today.getUTCDay()) % 7 || 7;
  return new Date(today.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}

/** The moment at which clocks of that zone show the text. Twice, because the first guess may lie on the far side of a change of the clocks. */
function instantOnClock(text: string, timeZone: string): Instant | null {
  const asUtc = Date.parse(`${text}:00Z`);
  if (Number.isNaN(asUtc)) return null;
  const first = asUtc - offsetAt(asUtc, timeZone);
  return toInstant(asUtc - offsetAt(first, timeZone));
}

function offsetAt(epochMs: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  }).format(epochMs);
  return Date.parse(`${text.replace(" ", "T")}Z`) - Math.floor(epochMs / 1000) * 1000;
}
