"use client";

import type { LucideIcon } from "lucide-react";
import { Glyph } from "@/components/ui/glyph";

export type SegmentedProps<Value extends string> = {
  label: string;
  value: Value;
  choices: { value: Value; label: string; icon?: LucideIcon }[];
  onChange: (value: Value) => void;
  size?: "sm" | "md";
};

export function Segmented<Value extends string>({ label, value, choices, onChange, size }: SegmentedProps<Value>) {
  return (
    <fieldset className={size === "sm" ? "seg seg-sm" : "seg"} aria-label={label}>
      {choices.map(({ value: choice, label: words, icon: Icon }) => (
        <button key={choice} type="button" aria-pressed={choice === value} onClick={() => onChange(choice)}>
          {Icon && <Glyph icon={Icon} className="ic ic-14" />}
          {words}
        </button>
      ))}
    </fieldset>
  );
}
