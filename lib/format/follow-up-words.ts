import type { FollowUp } from "@/lib/payments/following-up";

/** Who follows a failed capture up, where no try of the house is planned. */
export const followUpWords = {
  house: "by the house",
  customer: "with customer",
  task: "by a person",
  suppressed: "stopped by rule",
} as const satisfies Record<FollowUp, string>;
