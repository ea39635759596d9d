import type { ApprovalNeedReason } from "@/lib/payments/approval";

/** Why a customer is asked again (H05). A store adds its own under `approvalReasons` in its settings. */
export const approvalReasons = [
  { value: "price_rise", label: "Price went up" },
  { value: "authorization_expired", label: "Hold expired" },
  { value: "zero_price_quote", label: "Zero-price quote" },
  { value: "card_refused", label: "Card refused" },
  { value: "payment_disputed", label: "Payment disputed" },
  { value: "other", label: "Other" },
] as const satisfies readonly ApprovalReason[];

export type ApprovalReason = {
  readonly value: ApprovalNeedReason | "card_refused" | "payment_disputed" | "other" | (string & {});
  readonly label: string;
};

export function approvalReasonsOf(store: { readonly settings: unknown }): readonly ApprovalReason[] {
  return [...approvalReasons, ...ownReasons(store.settings)];
}

function ownReasons(settings: unknown): ApprovalReason[] {
  const listed = (settings as { approvalReasons?: unknown } | null)?.approvalReasons;
  if (!Array.isArray(listed)) return [];
  return listed.filter(
    (each): each is ApprovalReason => typeof each?.value === "string" && typeof each?.label === "string",
  );
}
