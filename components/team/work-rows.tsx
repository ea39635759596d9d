"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { areSingleKeysOn } from "@/components/ui/single-keys";

/** The rows of the workload under the fingers: the fullest queue has the focus at once, arrows or `j` and `k` go on, Enter opens one, `a` reassigns it. */
export function WorkRows({ children }: { children: ReactNode }) {
  const box = useRef<HTMLTableSectionElement>(null);
  useEffect(() => {
    // Panels arrive one by one: somebody may already be at work in another.
    if (document.activeElement === document.body) namesIn(box.current)[0]?.focus({ preventScroll: true });
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    const names = namesIn(box.current);
    const at = names.indexOf(event.target as HTMLElement);
    const step = event.key.startsWith("Arrow") || areSingleKeysOn() ? steps[event.key] : undefined;
    if (at < 0) return;
    if (step !== undefined) names[at + step]?.focus();
    else if (event.key === "a" && areSingleKeysOn())
      names[at]?.closest("tr")?.querySelector<HTMLElement>("button")?.click();
    else return;
    event.preventDefault();
  };

  return (
    <tbody ref={box} onKeyDown={onKeyDown}>
      {children}
    </tbody>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function namesIn(box: HTMLElement | null): HTMLElement[] {
  return [...(box?.querySelectorAll<HTMLElement>("a") ?? [])];
}
