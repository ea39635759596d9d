import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  EyeOff,
  FoldHorizontal,
  Pin,
  PinOff,
  UnfoldHorizontal,
} from "lucide-react";
import type { Grid } from "@/components/data-table/use-grid";
import type { MenuItemProps } from "@/components/ui/menu";

type Column<Row extends object> = ReturnType<Grid<Row>["getVisibleLeafColumns"]>[number];

const step = 32;

/** Everything that a drag on the head could do, without a drag. */
export function headerMenuItems<Row extends object>(grid: Grid<Row>, column: Column<Row>): MenuItemProps[] {
  const isPinned = column.getIsPinned() !== false;
  return [
    ...(column.getCanSort() ? sortItems(column) : []),
    {
      key: "pin",
      label: isPinned ? "Let it scroll" : "Keep in sight",
      icon: isPinned ? PinOff : Pin,
      onSelect: () => column.pin(isPinned ? false : "start"),
    },
    { key: "left", label: "Move left", icon: ArrowLeft, onSelect: () => move(grid, column.id, -1) },
    { key: "right", label: "Move right", icon: ArrowRight, onSelect: () => move(grid, column.id, 1) },
    { key: "wider", label: "Wider", icon: UnfoldHorizontal, onSelect: () => resize(grid, column, step) },
    { key: "narrower", label: "Narrower", icon: FoldHorizontal, onSelect: () => resize(grid, column, -step) },
    ...(column.getCanHide()
      ? [{ key: "hide", label: "Hide", icon: EyeOff, onSelect: () => column.toggleVisibility(false) }]
      : []),
  ];
}

function sortItems<Row extends object>(column: Column<Row>): MenuItemProps[] {
  return [
    { key: "asc", label: "Sort upwards", icon: ArrowUp, onSelect: () => column.toggleSorting(false) },
    { key: "desc", label: "Sort downwards", icon: ArrowDown, onSelect: () => column.toggleSorting(true) },
    { key: "also", label: "Sort by this too", icon: ArrowUp, onSelect: () => column.toggleSorting(false, true) },
  ];
}

function move<Row extends object>(grid: Grid<Row>, id: string, offset: number): void {
  const order = grid.getAllLeafColumns().map((column) => column.id);
  const from = order.indexOf(id);
  const to = Math.min(order.length - 1, Math.max(0, from + offset));
  order.splice(from, 1);
  order.splice(to, 0, id);
  grid.setColumnOrder(order);
}

function resize<Row extends object>(grid: Grid<Row>, column: Column<Row>, change: number): void {
  grid.setColumnSizing((sizes) => ({ ...sizes, [column.id]: Math.max(56, column.getSize() + change) }));
}
