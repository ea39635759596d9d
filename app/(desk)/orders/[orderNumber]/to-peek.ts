import type { PeekView } from "@/components/orders/peek-view";
import type { Staff } from "@/lib/auth/staff";
import type { OrderRecord } from "@/lib/queries/order/get-order-record";
import { toOrderRecord } from "./order-record";

/** The record without what only its own page shows: what is due, what comes next, and three lists to fold open. */
export function toPeek(record: OrderRecord, staff: Staff): PeekView {
  const { highlights, coverage, nextStep, priceChange, methods, ledger } = toOrderRecord(record, staff);
  return {
    highlights,
    coverage: coverage.coverage,
    nextStep,
    approval: record.approval,
    changedLines: priceChange?.lines ?? [],
    methods: methods.map(({ id, label, held, hold, state }) => ({ id, label, held, hold, state })),
    ledger: ledger.slice(0, 12).map(({ id, at, meaning, amount, result }) => ({ id, at, meaning, amount, result })),
  };
}
