"use client";

import { useEffect, useState } from "react";
import type { FoundRecordView, PaletteSearch } from "@/components/layout/shell-view";

const pauseMs = 150;
const shortest = 2;

/** Asks the server after a short pause; an answer that comes late never replaces a newer one. */
export function useRecordSearch(query: string, search: PaletteSearch) {
  const [found, setFound] = useState<{ query: string; records: FoundRecordView[] }>({ query: "", records: [] });
  const wanted = query.trim();

  useEffect(() => {
    if (wanted.length < shortest) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const records = await search(wanted).catch(() => []);
      if (isCurrent) setFound({ query: wanted, records });
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [wanted, search]);

  return {
    records: wanted.length < shortest ? [] : found.records,
    isSearching: wanted.length >= shortest && found.query !== wanted,
  };
}
