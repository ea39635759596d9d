import {
  CircleQuestionMark,
  Clock,
  CreditCard,
  type LucideIcon,
  RotateCw,
  ShieldAlert,
  SquarePen,
  Unplug,
} from "lucide-react";
import type { FailedCaptureCause } from "@/components/payments/failed-captures-view";

export type CauseLook = { label: string; color: string; icon: LucideIcon };

/** How a cause of failure is named and coloured wherever failed captures are counted. */
export const causeLooks: Record<FailedCaptureCause, CauseLook> = {
  hold_expired: { label: "Hold gone", color: "var(--color-bad)", icon: Clock },
  soft_decline: { label: "Soft decline", color: "var(--color-warn)", icon: RotateCw },
  hard_decline: { label: "Refused", color: "var(--color-bad)", icon: CreditCard },
  data_wrong: { label: "Wrong data", color: "var(--color-info)", icon: SquarePen },
  fraud: { label: "Fraud", color: "var(--color-field)", icon: ShieldAlert },
  no_answer: { label: "No answer", color: "var(--color-wait)", icon: CircleQuestionMark },
  technical: { label: "Technical", color: "var(--color-info)", icon: Unplug },
  unknown: { label: "Unknown", color: "var(--color-field)", icon: CircleQuestionMark },
};
