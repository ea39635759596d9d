import type { AllotmentReason } from "@/lib/payments/allocation";

/** Why a way to pay is asked for just that amount. */
export const allotmentWords = {
  fixed: "a fixed amount",
  limit: "its limit",
  available: "all that it has",
  remainder: "all that is left to pay",
} as const satisfies Record<AllotmentReason, string>;
