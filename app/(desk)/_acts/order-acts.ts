import type { ActKind } from "@/components/acts/act-view";
import { can, type Role } from "@/lib/auth/permissions";

/** Reversible acts that a person of this role may do on any order of a list. */
export function orderActs(role: Role): { kind: ActKind; label: string }[] {
  return [
    ...(can(role, "worklist.snooze") ? [{ kind: "snooze" as const, label: "Snooze" }] : []),
    ...(can(role, "worklist.assign") ? [{ kind: "assign" as const, label: "Assign" }] : []),
  ];
}
