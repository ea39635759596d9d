"use client";

import { useEffect, useRef } from "react";

/**
 * Saving, moving or taking out a rule changes which table has buttons, and the one that was pressed may be gone. The focus then goes to the same rule, else to the
 * one in its place, else to the first button there is.
 */
export function useRuleFocus(page: object) {
  const box = useRef<HTMLDivElement>(null);
  const last = useRef<{ ruleId: string; at: number } | null | undefined>(undefined);
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element) || !box.current?.contains(target)) return;
      const row = target.closest<HTMLElement>("[data-rule]");
      last.current = row && { ruleId: row.dataset.rule ?? "", at: rowsIn(box.current).indexOf(row) };
    };
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, []);
  const seen = useRef(page);
  useEffect(() => {
    if (seen.current === page) return;
    seen.current = page;
    if (box.current && last.current !== undefined && document.activeElement === document.body)
      place(box.current, last.current)?.focus({ preventScroll: true });
  }, [page]);
  return box;
}

function place(box: HTMLElement, last: { ruleId: string; at: number } | null): HTMLElement | null {
  const rows = rowsIn(box);
  const row =
    rows.find(({ dataset }) => dataset.rule === last?.ruleId) ?? rows[Math.min(last?.at ?? 0, rows.length - 1)];
  return row?.querySelector<HTMLElement>("[data-edit]") ?? box.querySelector<HTMLElement>("button");
}

function rowsIn(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>("[data-rule]")];
}
