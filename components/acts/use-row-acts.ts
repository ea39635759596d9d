"use client";

import { useEffect } from "react";
import { useActRunner } from "@/components/acts/act-context";
import { actForKey } from "@/components/acts/act-look";
import type { ActView } from "@/components/acts/act-view";
import { offerActs } from "@/components/acts/offered-acts";

type ActRow = { orderNumber: string; next: ActView | null; otherActs: ActView[] };

/** Keys and palette for the rows of a grid: a single key runs the act it stands for, the palette offers them all. */
export function useRowActs<Row extends ActRow>() {
  const runner = useActRunner();
  useEffect(() => () => offerActs(null), []);
  return {
    onFocusRow: (row: Row) => {
      const acts = row.next ? [row.next, ...row.otherActs] : row.otherActs;
      offerActs({ subject: `On ${row.orderNumber}`, acts, run: runner.run });
    },
    onRowKey: (row: Row, key: string) => {
      const act = actForKey(key, [row.next, ...row.otherActs]);
      if (act) runner.run(act);
      return act !== undefined;
    },
  };
}
