"use client";

import { ArrowUp } from "lucide-react";

export function NewRowsStrip({ count, noun, onShow }: { count: number; noun: string; onShow: () => void }) {
  return (
    <button type="button" className="new-rows" onClick={onShow}>
      <ArrowUp className="ic ic-14" aria-hidden />
      {count} new {count === 1 ? noun.replace(/s$/, "") : noun}. Show
    </button>
  );
}
