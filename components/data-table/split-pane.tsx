"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { setCookie } from "@/components/ui/set-cookie";

export type SplitPaneProps = {
  /** What stands beside the list; null shows the list alone. */
  side: ReactNode | null;
  children: ReactNode;
};

const [least, most, usual, step] = [28, 60, 38, 2];
const cookie = "split_width";

/** A list, and beside it the record that its focus stands on. The width is dragged, or moved by arrow keys, and kept. */
export function SplitPane({ side, children }: SplitPaneProps) {
  const box = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(usual);
  useEffect(() => setShare(keptShare()), []);

  const keep = (next: number) => {
    const bounded = Math.round(Math.min(most, Math.max(least, next)));
    setShare(bounded);
    setCookie(cookie, String(bounded));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") keep(share + step);
    else if (event.key === "ArrowRight") keep(share - step);
    else if (event.key === "Home") keep(most);
    else if (event.key === "End") keep(least);
    else return;
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !box.current) return;
    const { right, width } = box.current.getBoundingClientRect();
    keep(((right - event.clientX) / width) * 100);
  };

  // One and the same element with and without a side, so that the list keeps its focus and its place.
  return (
    <div ref={box} className={side ? "splitpane" : undefined} style={{ "--side": `${share}%` } as object}>
      {children}
      {side && (
        <>
          {/* biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget, hr is not */}
          <div
            className="splitpane-bar"
            role="separator"
            aria-orientation="vertical"
            aria-label="Width of the record"
            aria-valuenow={share}
            aria-valuemin={least}
            aria-valuemax={most}
            tabIndex={0}
            onKeyDown={onKeyDown}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={onPointerMove}
          />
          <div className="splitpane-side">{side}</div>
        </>
      )}
    </div>
  );
}

function keptShare(): number {
  const kept = Number(new RegExp(`(?:^|; )${cookie}=(\\d{2})`).exec(document.cookie)?.[1]);
  return kept >= least && kept <= most ? kept : usual;
}
