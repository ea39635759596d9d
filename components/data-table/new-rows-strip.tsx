"use client";

import { ArrowUp } from "lucide-react";
import { Glyph } from "@/components/ui/glyph";

export function NewRowsStrip({ count, noun, onShow }: { count: number; noun: string; onShow: () => void }) {
  return (
    <button type="button" className="new-rows" onClick={onShow}>
      <Glyph icon={ArrowUp} className="ic ic-14" />
      {count} new {count === 1 ? noun.replace(/s$/, "") : noun}. Show
    </button>
  );
}
