"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { areSingleKeysOn, isTyping } from "@/components/ui/single-keys";

/** Keys of the console: `o` to what is asked to be let pass, where nothing is to the overrides in the audit; `p` to the recovery rules. Not while a dialog or menu is open. */
export function ConsoleKeys() {
  const router = useRouter();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented || !areSingleKeysOn()) return;
      if (isTyping(event.target) || document.querySelector("[role=dialog], [role=menu]")) return;
      const asked = event.key === "o" ? document.querySelector<HTMLElement>("[data-override-asks] button") : null;
      if (asked) {
        event.preventDefault();
        asked.focus();
        return;
      }
      const href = places[event.key];
      if (href === undefined) return;
      event.preventDefault();
      router.push(href);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [router]);
  return null;
}

const places: Readonly<Record<string, string>> = { o: "/audit?kind=overrides", p: "/team/rules" };
