"use client";

import {
  Banknote,
  ChevronDown,
  ChevronRight,
  CircleX,
  Gift,
  type LucideIcon,
  PencilLine,
  RefreshCw,
  ShieldCheck,
  TrendingUp,
  Undo2,
} from "lucide-react";
import { useState } from "react";
import type { LedgerActKind, LedgerEntryView } from "@/components/orders/order-record-view";
import { Badge } from "@/components/ui/badge";
import { formatAmount } from "@/components/ui/format-amount";
import { formatLogMoment } from "@/components/ui/format-moment";

const acts: Record<LedgerActKind, { icon: LucideIcon; label: string }> = {
  authorize: { icon: ShieldCheck, label: "Authorize" },
  increase: { icon: TrendingUp, label: "Increase" },
  capture: { icon: Banknote, label: "Capture" },
  void: { icon: CircleX, label: "Void" },
  refund: { icon: Undo2, label: "Refund" },
  reserve: { icon: Gift, label: "Reserve" },
  resync: { icon: RefreshCw, label: "Ask gateway" },
  record: { icon: PencilLine, label: "Record" },
};

export function LedgerRow({ entry, timeZone }: { entry: LedgerEntryView; timeZone: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const { icon: Icon, label } = acts[entry.act];
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const detailsId = `ledger-${entry.id}`;
  return (
    <>
      <tr>
        <td className="num text-muted">
          <button
            type="button"
            className="-ml-2 flex min-h-6 items-center gap-1"
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={() => setIsOpen(!isOpen)}
          >
            <Chevron className="ic ic-14" aria-hidden />
            {formatLogMoment(entry.at, timeZone)}
          </button>
        </td>
        <td>
          <span className="reason">
            <Icon className="ic ic-14" aria-hidden />
            {label}
          </span>
        </td>
        <td className="r">
          <b className="amt font-bold">{formatAmount(entry.amount)}</b>
        </td>
        <td>
          <Badge badge={entry.result} />
        </td>
        <td className="text-muted">{entry.meaning}</td>
        <td className="text-muted">{entry.method}</td>
        <td className="num text-muted text-label font-mono" title={entry.reference ?? undefined}>
          {entry.reference ?? "none"}
        </td>
      </tr>
      <tr id={detailsId} hidden={!isOpen}>
        <td colSpan={7} className="bg-inset h-auto! whitespace-normal!">
          <dl className="grid gap-x-8 gap-y-1 py-2 pl-4 sm:grid-cols-2">
            {entry.details.map((detail) => (
              <div key={detail.label} className="flex gap-2">
                <dt className="lab w-32 flex-none leading-5">{detail.label}</dt>
                <dd className="min-w-0 break-words">{detail.value}</dd>
              </div>
            ))}
          </dl>
        </td>
      </tr>
    </>
  );
}
