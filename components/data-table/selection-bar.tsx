"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { type AmountView, formatAmount } from "@/components/ui/format-amount";
import { formatCount } from "@/components/ui/format-count";
import { Glyph } from "@/components/ui/glyph";

export type SelectionBarProps = {
  count: number;
  sums: AmountView[];
  onClear: () => void;
  all?: { label: string; onSelect: () => void } | null;
  children: ReactNode;
};

/** What is selected, what it is worth in each currency, and what can be done to all of it. */
export function SelectionBar({ count, sums, onClear, all, children }: SelectionBarProps) {
  return (
    <section className="selection-bar" aria-label="Selection">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <b className="text-lead" aria-live="polite">
          {formatCount(count)} selected
        </b>
        {sums.map((sum) => (
          <span key={sum.currency} className="num">
            <span className="text-label opacity-85">{sum.currency}</span> <b>{formatAmount(sum)}</b>
          </span>
        ))}
        {all && (
          <button type="button" className="ml-auto min-h-6 underline" onClick={all.onSelect}>
            {all.label}
          </button>
        )}
        <button
          type="button"
          className="ml-auto grid size-6 place-items-center"
          aria-label="Clear selection"
          onClick={onClear}
        >
          <Glyph icon={X} className="ic" />
        </button>
      </div>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </section>
  );
}
