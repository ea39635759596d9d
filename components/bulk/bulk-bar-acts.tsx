"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import type { BulkKindView, BulkSelectionView } from "@/components/bulk/bulk-view";
import { bulkWords } from "@/components/bulk/bulk-words";
import { useDesk } from "@/components/layout/desk-context";
import { Button } from "@/components/ui/button";
import type { ClockView } from "@/components/ui/clock-view";

// The preview is fetched by a press, and so is what draws it.
const BulkDialog = dynamic(() => import("@/components/bulk/bulk-dialog").then((module) => module.BulkDialog), {
  // A boundary of its own: without one, what lies around would vanish while this comes, and the focus with it.
  loading: () => null,
});

export type BulkBarActsProps = {
  count: number;
  selection: BulkSelectionView;
  clock: ClockView;
  /** A key that was pressed on the grid while rows are selected. */
  pressed: { key: string; at: number } | null;
};

/** What can be asked of all that is selected. Each press shows first what it would do. */
export function BulkBarActs({ count, selection, clock, pressed }: BulkBarActsProps) {
  const { bulkKinds } = useDesk();
  const [open, setOpen] = useState<BulkKindView | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per press
  useEffect(() => {
    const kind = bulkKinds.find((each) => bulkWords[each].key === pressed?.key);
    if (kind) setOpen(kind);
  }, [pressed?.at]);
  return (
    <>
      {bulkKinds.map((kind, index) => {
        const { icon, key, button } = bulkWords[kind];
        return (
          <Button
            key={kind}
            icon={icon}
            variant={index === 0 ? "brand" : "on-dark"}
            keys={key}
            onClick={() => setOpen(kind)}
          >
            {button(count)}
          </Button>
        );
      })}
      {open && <BulkDialog kind={open} selection={selection} clock={clock} onClose={() => setOpen(null)} />}
    </>
  );
}
