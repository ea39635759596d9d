"use client";

import { X } from "lucide-react";
import type { ComponentProps } from "react";
import { Glyph } from "@/components/ui/glyph";

export type FilterChipProps = Omit<ComponentProps<"span">, "children"> & {
  label: string;
  value: string;
  onEdit: () => void;
  /** Given the chip itself, so that the focus can go on to another before it is gone. */
  onRemove: (chip: Element) => void;
};

export function FilterChip({ label, value, onEdit, onRemove, ...rest }: FilterChipProps) {
  const remove = (within: Element) => onRemove(within.closest(".fchip") ?? within);
  return (
    <span className="fchip" {...rest}>
      <button
        type="button"
        className="min-h-6 text-left"
        onClick={onEdit}
        onKeyDown={(event) => (event.key === "Backspace" || event.key === "Delete") && remove(event.currentTarget)}
      >
        <span className="text-muted">{label}</span> <b>{value}</b>
      </button>
      <button
        type="button"
        className="fchip-x"
        aria-label={`Remove filter ${label} ${value}`}
        onClick={(event) => remove(event.currentTarget)}
      >
        <Glyph icon={X} className="ic ic-14" />
      </button>
    </span>
  );
}
