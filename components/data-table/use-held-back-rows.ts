"use client";

import { useRef, useState } from "react";

const busyMs = 20_000;

/**
 * New rows never push the one being worked on: while the grid is in use they wait behind a strip.
 * `viewKey` names what is listed; another filter, sort or page starts afresh.
 */
export function useHeldBackRows<Row>(rows: Row[], rowId: (row: Row) => string, viewKey: string) {
  const lastUse = useRef(0);
  const [known, setKnown] = useState({ viewKey, ids: new Set(rows.map(rowId)) });
  const ids = new Set(rows.map(rowId));
  const isSameView = known.viewKey === viewKey;
  const waiting = isSameView ? rows.filter((row) => !known.ids.has(rowId(row))) : [];
  const isBusy = Date.now() - lastUse.current < busyMs;

  if (!isSameView || (waiting.length > 0 && !isBusy)) setKnown({ viewKey, ids });

  return {
    rows: isSameView && isBusy ? rows.filter((row) => known.ids.has(rowId(row))) : rows,
    waitingCount: isBusy ? waiting.length : 0,
    show: () => setKnown({ viewKey, ids }),
    noteUse: () => {
      lastUse.current = Date.now();
    },
  };
}
