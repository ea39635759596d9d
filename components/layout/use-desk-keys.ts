"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import type { NavItemView } from "@/components/layout/shell-view";
import type { WorkingTabs } from "@/components/layout/use-working-tabs";
import { areSingleKeysOn, isTyping } from "@/components/ui/single-keys";

export type DeskKeysOptions = {
  nav: NavItemView[];
  working: WorkingTabs;
  onPalette: () => void;
  onKeySheet: () => void;
};

const secondKeyMs = 1500;

/** Keys that work anywhere: Mod+K, `?`, `/`, and `g` followed by a screen's letter, by a tab's number, or by `x` to close the tab in sight. */
export function useDeskKeys({ nav, working, onPalette, onKeySheet }: DeskKeysOptions): void {
  const router = useRouter();
  const goSince = useRef(0);
  const latest = useRef(working);
  latest.current = working;

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return onPalette();
      }
      const isPlain = !event.metaKey && !event.ctrlKey && !event.altKey;
      if (!isPlain || event.defaultPrevented || isTyping(event.target) || !areSingleKeysOn()) return;
      if (isInLayer(event.target)) return;
      const isSecond = Date.now() - goSince.current < secondKeyMs;
      const { tabs, current, close } = latest.current;
      const goesTo = isSecond
        ? (nav.find((item) => item.goKey === event.key) ?? tabs[Number(event.key) - 1])
        : undefined;
      goSince.current = 0;
      if (isSecond && event.key === "x" && current) {
        event.preventDefault();
        event.stopPropagation();
        close(current);
      } else if (goesTo) {
        event.preventDefault();
        // The grid below would take the letter for one of its own acts.
        event.stopPropagation();
        router.push(goesTo.href);
      } else if (event.key === "g") goSince.current = Date.now();
      else if (event.key === "?") onKeySheet();
      else if (event.key === "v") openViews(event);
      else if (event.key === "/" || event.key === "f") openFilter(event);
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [nav, onPalette, onKeySheet, router]);
}

function isInLayer(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("[role=dialog], [role=menu]") !== null;
}

function openViews(event: KeyboardEvent): void {
  const button = document.querySelector<HTMLElement>("[data-view-picker]");
  if (!button) return;
  event.preventDefault();
  button.focus();
  // Radix opens its menus by key.
  button.dispatchEvent(new window.KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}

function openFilter(event: KeyboardEvent): void {
  const button = document.querySelector<HTMLElement>("[data-filter-add]");
  if (!button) return;
  event.preventDefault();
  // To where the keyboard comes back when the box closes.
  button.focus();
  button.click();
}
