import type { FormAction } from "@/components/ui/action-state";
import type { AmountView } from "@/components/ui/amount";

export type BulkKindView = "ask_customer" | "capture" | "snooze" | "assign" | "set_status";

export type BulkSelectionView = { ids: string[] } | { list: "unpaid" | "expiring"; query: string };

export type BulkPreviewView = {
  total: number;
  most: number;
  able: number;
  sums: AmountView[];
  skips: { reason: string; count: number; examples: string[] }[];
};

export type BulkOutcomeView = "waiting" | "done" | "failed" | "skipped";

export type BulkJobHeadView = {
  id: string;
  kind: BulkKindView;
  total: number;
  counts: Record<BulkOutcomeView, number>;
};

export type BulkJobView = BulkJobHeadView & {
  rows: { orderNumber: string; amount: AmountView; outcome: BulkOutcomeView; why: string | null; at: string | null }[];
};

/** The doors of bulk work, the same on every screen. */
export type BulkActions = {
  preview: (input: unknown) => Promise<BulkPreviewView>;
  start: FormAction;
  retry: FormAction;
  dismiss: FormAction;
};
