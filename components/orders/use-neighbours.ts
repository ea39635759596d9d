"use client";

import { useEffect } from "react";

const key = "paydesk.neighbours";

/** Leaves behind, for the records opened from it, in which order a list stood: `Shift+J` and `Shift+K` walk along it. */
export function useKeepNeighbours(hrefs: string[]): void {
  const text = JSON.stringify(hrefs);
  useEffect(() => sessionStorage.setItem(key, text), [text]);
}

/** The record after (1) or before (-1) the one at `href` in the list it was opened from. */
export function neighbourOf(href: string, offset: 1 | -1): string | undefined {
  const hrefs = JSON.parse(sessionStorage.getItem(key) ?? "[]") as string[];
  const at = hrefs.indexOf(href);
  return at < 0 ? undefined : hrefs[at + offset];
}
