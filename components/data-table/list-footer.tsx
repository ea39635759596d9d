"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { ListView } from "@/components/data-table/list-view";
import { Button } from "@/components/ui/button";

export type ListFooterProps = {
  list: Pick<ListView<unknown>, "firstRow" | "total" | "isTotalExact" | "previousCursor" | "nextCursor" | "rows">;
  onPrevious: (cursor: string) => void;
  onNext: (cursor: string) => void;
  children?: ReactNode;
};

export function ListFooter({ list, onPrevious, onNext, children }: ListFooterProps) {
  const { previousCursor, nextCursor, firstRow } = list;
  const total = `${list.total.toLocaleString("en")}${list.isTotalExact ? "" : "+"}`;
  return (
    <div className="card-f">
      <span>
        {list.rows.length > 0 ? `Rows ${firstRow} to ${firstRow + list.rows.length - 1} of ${total}` : "No rows"}
      </span>
      {children}
      {(previousCursor || nextCursor) && (
        <span className="ml-auto flex gap-2">
          <Button
            size="sm"
            variant="row"
            icon={ChevronLeft}
            disabledReason={previousCursor ? undefined : "First page"}
            onClick={() => previousCursor && onPrevious(previousCursor)}
          >
            Previous
          </Button>
          <Button
            size="sm"
            variant="row"
            icon={ChevronRight}
            disabledReason={nextCursor ? undefined : "Last page"}
            onClick={() => nextCursor && onNext(nextCursor)}
          >
            Next
          </Button>
        </span>
      )}
    </div>
  );
}
