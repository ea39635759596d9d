import type { ActKind } from "@/components/acts/act-view";
import { can, type Role } from "@/lib/auth/permissions";
import type { BulkKind } from "@/lib/payments/bulk-work";

/** Reversible acts, and pages, that a person of this role has on any order of a list. */
export function orderActs(role: Role): { kind: ActKind; label: string }[] {
  return [
    ...(can(role, "worklist.snooze") ? [{ kind: "snooze" as const, label: "Snooze" }] : []),
    ...(can(role, "worklist.assign") ? [{ kind: "assign" as const, label: "Assign" }] : []),
    ...(can(role, "payment.authorize") ? [{ kind: "confirm_payments" as const, label: "Confirm payments" }] : []),
  ];
}

/** What a person of this role may ask of many orders at once, in the order of the bar. */
export function bulkKindsOf(role: Role, { hasOwnFields }: { hasOwnFields: boolean }): BulkKind[] {
  return [
    ...(can(role, "approval.request") ? (["ask_customer"] as const) : []),
    ...(can(role, "payment.retry_capture") ? (["capture"] as const) : []),
    ...(can(role, "worklist.assign") ? (["assign"] as const) : []),
    ...(can(role, "worklist.snooze") ? (["snooze"] as const) : []),
    ...(hasOwnFields && can(role, "status.set") ? (["set_status"] as const) : []),
  ];
}
