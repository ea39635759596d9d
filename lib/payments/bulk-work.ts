/** Acts that can be asked of many orders at once. Each order goes through the very act that one order goes through. */
export const bulkKinds = ["ask_customer", "capture", "snooze", "assign", "set_status"] as const;
export type BulkKind = (typeof bulkKinds)[number];

/** More than this many orders at once is no longer something that a person has looked at. */
export const mostInBulk = 1000;

export const bulkOutcomes = ["waiting", "done", "failed", "skipped"] as const;
export type BulkOutcome = (typeof bulkOutcomes)[number];
