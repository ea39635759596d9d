"use client";

import { Command } from "cmdk";
import { actLooks } from "@/components/acts/act-look";
import type { ActView } from "@/components/acts/act-view";
import { formatAmountWithCurrency } from "@/components/ui/format-amount";
import { Glyph } from "@/components/ui/glyph";
import { Kbd } from "@/components/ui/kbd";

export type PaletteActProps = { act: ActView; onSelect: () => void };

export function PaletteAct({ act, onSelect }: PaletteActProps) {
  const { icon: Icon, key } = actLooks[act.kind];
  return (
    <Command.Item value={`act ${act.kind} ${act.label}`} className="palette-item" onSelect={onSelect}>
      <Glyph icon={Icon} className="ic" />
      <span className="flex-1 truncate">
        {act.label}{" "}
        <span className="text-faint">{act.refusal ?? (act.amount && formatAmountWithCurrency(act.amount))}</span>
      </span>
      {key && <Kbd>{key}</Kbd>}
    </Command.Item>
  );
}
