import {
  CircleQuestionMark,
  CircleX,
  Clock,
  CreditCard,
  FileText,
  Hourglass,
  type LucideIcon,
  Mail,
  MessageCircleQuestionMark,
  OctagonAlert,
  RotateCw,
  ShieldAlert,
  ShieldOff,
  SquarePen,
  Tag,
  TrendingUp,
  Undo2,
  Unlink,
  Unplug,
} from "lucide-react";
import type { OrderReasonCode } from "@/components/orders/order-reason-view";
import { Reason } from "@/components/ui/reason";
import type { Tone } from "@/components/ui/tone";

type ReasonLook = { icon: LucideIcon; tone: Tone; label: string };

const looks: Record<OrderReasonCode, ReasonLook> = {
  price_went_up: { icon: TrendingUp, tone: "warn", label: "Price went up" },
  zero_price_quote: { icon: Tag, tone: "info", label: "Zero-price quote" },
  hold_ending: { icon: Hourglass, tone: "warn", label: "Hold ending" },
  hold_expired: { icon: Clock, tone: "bad", label: "Hold expired" },
  on_paper_only: { icon: FileText, tone: "warn", label: "On paper only" },
  not_authorized: { icon: ShieldOff, tone: "info", label: "Not authorized" },
  card_refused: { icon: CreditCard, tone: "bad", label: "Card refused" },
  capture_failed: { icon: OctagonAlert, tone: "bad", label: "Capture failed" },
  capture_unconfirmed: { icon: CircleQuestionMark, tone: "wait", label: "No answer yet" },
  soft_decline: { icon: RotateCw, tone: "warn", label: "Soft decline" },
  data_wrong: { icon: SquarePen, tone: "info", label: "Data wrong" },
  fraud_stop: { icon: ShieldAlert, tone: "bad", label: "Fraud stop" },
  payment_disputed: { icon: MessageCircleQuestionMark, tone: "warn", label: "Disputed" },
  awaiting_customer: { icon: Mail, tone: "wait", label: "Awaiting customer" },
  customer_declined: { icon: CircleX, tone: "bad", label: "Customer said no" },
  approval_payment_failed: { icon: CreditCard, tone: "bad", label: "Approved, not paid" },
  half_linked: { icon: Unlink, tone: "bad", label: "Half linked" },
  refund_failed: { icon: Undo2, tone: "bad", label: "Refund failed" },
  system_not_told: { icon: Unplug, tone: "warn", label: "System not told" },
  unapplied_money: { icon: CircleQuestionMark, tone: "warn", label: "Money without order" },
};

export function OrderReason({ code }: { code: OrderReasonCode }) {
  const look = looks[code] ?? { icon: CircleQuestionMark, tone: "none" as const, label: code.replaceAll("_", " ") };
  return <Reason {...look} />;
}
