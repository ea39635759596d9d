import type { ActView } from "@/components/acts/act-view";
import type { AwaitingState } from "@/components/approvals/awaiting-look";
import type { OrderReasonCode } from "@/components/orders/order-reason-view";
import type { AmountView } from "@/components/ui/amount";
import type { PersonView } from "@/components/ui/avatar";

/** One open request to a customer. */
export type AwaitingRowView = {
  id: string;
  orderNumber: string;
  href: string;
  customerName: string;
  reason: OrderReasonCode;
  amount: AmountView;
  difference: AmountView | null;
  state: AwaitingState;
  sentAt: string;
  /** Opened, answered or ended; the time the state began. */
  stateSince: string;
  endsAt: string;
  /** When the customer is reminded next, without anybody doing it. */
  remindAt: string | null;
  isAddressRefused: boolean;
  code: string;
  owner: PersonView | null;
  next: ActView | null;
  otherActs: ActView[];
};
