"use client";

import { Columns3 } from "lucide-react";
import { useState } from "react";
import type { GridColumn } from "@/components/data-table/grid-column";
import type { Grid } from "@/components/data-table/use-grid";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";

export type ColumnChooserProps<Row extends object> = { grid: Grid<Row>; columns: GridColumn<Row>[] };

export function ColumnChooser<Row extends object>({ grid, columns }: ColumnChooserProps<Row>) {
  const [isOpen, setIsOpen] = useState(false);
  const labels = new Map(columns.map((column) => [column.id, column.label]));
  return (
    <Popover
      label="Columns"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      align="end"
      anchor={
        <Button icon={Columns3} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          Columns
        </Button>
      }
    >
      <fieldset>
        <legend className="flab">Columns shown</legend>
        {grid.getAllLeafColumns().map((column) => (
          <label key={column.id} className="check py-0.5">
            <input
              type="checkbox"
              checked={column.getIsVisible()}
              disabled={!column.getCanHide()}
              onChange={() => column.toggleVisibility()}
            />
            {labels.get(column.id)}
          </label>
        ))}
      </fieldset>
    </Popover>
  );
}
