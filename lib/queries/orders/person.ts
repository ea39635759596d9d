import { initialsOf } from "@/lib/format/initials";

/** A colleague as lists and headers show them. */
export type Person = { id: string; name: string; initials: string };

export function toPerson(id: string | null, name: string | null): Person | null {
  return id === null || name === null ? null : { id, name, initials: initialsOf(name) };
}
