import type { AmountView } from "@/components/ui/amount";
import type { HoldView } from "@/components/ui/hold-chip";

/** What the capture dialog needs to name the amount and refuse honestly. */
export type CaptureView = {
  orderNumber: string;
  /** Posted as they are: authorization or invoice id, version. */
  fields: Record<string, string>;
  capturable: AmountView;
  suggested: AmountView;
  hold: HoldView | null;
  methodLabel: string;
  refusal: string | null;
};
