"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ListView } from "@/components/data-table/list-view";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/components/ui/format-count";

export type ListFooterProps = {
  list: Pick<ListView<unknown>, "firstRow" | "total" | "isTotalExact" | "previousCursor" | "nextCursor" | "rows">;
  onPrevious: (cursor: string) => void;
  onNext: (cursor: string) => void;
};

export function ListFooter({ list, onPrevious, onNext }: ListFooterProps) {
  const { previousCursor, nextCursor, firstRow } = list;
  const total = `${formatCount(list.total)}${list.isTotalExact ? "" : "+"}`;
  return (
    <div className="card-f">
      <span>
        {list.rows.length > 0 ? `Rows ${firstRow} to ${firstRow + list.rows.length - 1} of ${total}` : "No rows"}
      </span>
      <span className="ml-auto flex gap-2">
        {previousCursor && (
          <Button size="sm" variant="row" icon={ChevronLeft} onClick={() => onPrevious(previousCursor)}>
            Previous
          </Button>
        )}
        {nextCursor && (
          <Button size="sm" variant="row" icon={ChevronRight} onClick={() => onNext(nextCursor)}>
            Next
          </Button>
        )}
      </span>
    </div>
  );
}
