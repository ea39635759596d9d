"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useActRunner } from "@/components/acts/act-context";
import { actForKey } from "@/components/acts/act-look";
import { offerActs } from "@/components/acts/offered-acts";
import { copyOrderNumber } from "@/components/orders/order-heading";
import type { NextStepView, OrderHighlightsView } from "@/components/orders/order-record-view";
import { neighbourOf } from "@/components/orders/use-neighbours";
import { showToast } from "@/components/ui/show-toast";
import { areSingleKeysOn, isTyping } from "@/components/ui/single-keys";

export type RecordKeysProps = {
  highlights: OrderHighlightsView;
  nextStep: NextStepView | null;
  /** Where the chain of linked orders opens; null where there is none. */
  lineageHref: string | null;
};

/** Single keys of the record: the acts it offers, `n` for the note box, `l` for the chain, `y` to copy the number, `u` to go back. */
export function RecordKeys({ highlights, nextStep, lineageHref }: RecordKeysProps) {
  const router = useRouter();
  const runner = useActRunner();

  useEffect(() => {
    const offered = [nextStep?.primary ?? null, nextStep?.secondary ?? null, ...(nextStep?.otherActs ?? [])];
    const acts = [...offered, ...highlights.acts, ...highlights.otherActs].filter((act) => act !== null);
    offerActs({ subject: `On ${highlights.orderNumber}`, acts, run: runner.run });
    const onKeyDown = (event: KeyboardEvent) => {
      const isPlain = !event.metaKey && !event.ctrlKey && !event.altKey && !event.defaultPrevented;
      if (!isPlain || isTyping(event.target) || !areSingleKeysOn()) return;
      if (event.target instanceof Element && event.target.closest("[role=dialog], [role=menu]")) return;
      const act = actForKey(event.key, acts);
      const offset = event.shiftKey && event.key === "J" ? 1 : event.shiftKey && event.key === "K" ? -1 : null;
      if (offset !== null) {
        const href = neighbourOf(window.location.pathname, offset);
        if (href === undefined)
          return showToast("info", offset === 1 ? "This is the last one." : "This is the first one.");
        router.push(href);
      } else if (event.key === "l") {
        if (lineageHref === null) return showToast("info", "No order is linked with this one.");
        router.push(lineageHref, { scroll: false });
      } else if (event.key === "n") document.getElementById("note-text")?.focus();
      else if (event.key === "y") void copyOrderNumber(highlights.orderNumber);
      else if (event.key === "u") router.back();
      else if (act) runner.run(act);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      offerActs(null);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, [highlights, nextStep, lineageHref, router, runner]);

  return null;
}
