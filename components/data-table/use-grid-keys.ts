"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import type { DataGridProps } from "@/components/data-table/data-grid-props";
import type { Grid } from "@/components/data-table/use-grid";
import { areSingleKeysOn } from "@/components/ui/single-keys";

type TableRow<Row extends object> = ReturnType<Grid<Row>["getRowModel"]>["rows"][number];

export type GridKeysOptions<Row extends object> = DataGridProps<Row> & {
  box: RefObject<HTMLTableElement | null>;
  rows: TableRow<Row>[];
};

const pageStep = 10;

/** Focus and keys of a grid. The row is the unit: one is the tab stop, arrows move it, its controls are entered by F2. */
export function useGridKeys<Row extends object>(options: GridKeysOptions<Row>) {
  const { grid, box, rows, onOpen, onPeek, onDismiss, onRowKey, onFocusRow, onSelectAll, takesFocus, startRowId } =
    options;
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [hasFocus, setHasFocus] = useState(false);
  const anchor = useRef<number | null>(null);
  const lastIndex = useRef(0);
  const isOpening = useRef(false);
  const found = rows.findIndex((row) => row.id === currentId);
  const current = found >= 0 ? found : Math.max(0, Math.min(lastIndex.current, rows.length - 1));
  lastIndex.current = current;

  const takeFocus = (target: Element, isByPerson: boolean) => {
    const id = target.closest<HTMLElement>("[data-row-id]")?.dataset.rowId;
    setHasFocus(true);
    const row = rows.find((candidate) => candidate.id === id);
    if (!row) return;
    setCurrentId(row.id);
    onFocusRow?.(row.original, isByPerson);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the screen opens
  useEffect(() => {
    // Rows may arrive late, and be on the screen before they answer: somebody may already be typing elsewhere, or stand on one of them.
    const focused = document.activeElement;
    const start = rows.findIndex((row) => row.id === startRowId);
    if (focused && box.current?.contains(focused)) return takeFocus(focused, true);
    isOpening.current = true;
    if (takesFocus && focused === document.body)
      elementOf(box, Math.max(0, start))?.focus({ preventScroll: start <= 0 });
    isOpening.current = false;
  }, []);

  // A row that is done leaves the list; its place keeps the focus, so that the next one is under the fingers.
  useEffect(() => {
    if (hasFocus && document.activeElement === document.body) elementOf(box, current)?.focus({ preventScroll: true });
  });

  const focusRow = (index: number) => {
    const target = Math.min(rows.length - 1, Math.max(0, index));
    const row = rows[target];
    if (!row) return;
    setCurrentId(row.id);
    const element = elementOf(box, target);
    element?.focus();
    element?.scrollIntoView({ block: "nearest" });
  };

  const extendTo = (index: number) => {
    const target = Math.min(rows.length - 1, Math.max(0, index));
    anchor.current ??= current;
    const [from, to] = [Math.min(anchor.current, target), Math.max(anchor.current, target)];
    grid.setRowSelection(Object.fromEntries(rows.slice(from, to + 1).map((row) => [row.id, true])));
    focusRow(target);
  };

  const onRow = (event: KeyboardEvent, row: TableRow<Row>) => {
    const { key } = event;
    const go = event.shiftKey && key.startsWith("Arrow") ? extendTo : focusRow;
    if (!event.shiftKey) anchor.current = null;
    if ((event.metaKey || event.ctrlKey) && key === "a") grid.toggleAllRowsSelected(true);
    else if (event.metaKey || event.ctrlKey || event.altKey) return false;
    else if (key === "ArrowDown") go(current + 1);
    else if (key === "ArrowUp") current === 0 && !event.shiftKey ? focusHead(box, 0) : go(current - 1);
    else if (key === "Home") focusRow(0);
    else if (key === "End") focusRow(rows.length - 1);
    else if (key === "PageDown") focusRow(current + pageStep);
    else if (key === "PageUp") focusRow(current - pageStep);
    else if (key === "Enter" && onOpen) onOpen(row.original);
    else if (key === " ") onPeek ? onPeek(row.original) : row.toggleSelected();
    else if (key === "F2") controlsOf(box, current)[0]?.focus();
    else if (key === "F10" && event.shiftKey) openRowMenu(box, current);
    else if (key === "Escape" && isAnySelected(grid)) grid.resetRowSelection(true);
    else if (key === "Escape") return onDismiss?.() ?? false;
    else if (!areSingleKeysOn()) return false;
    else if (key === "j") focusRow(current + 1);
    else if (key === "k") focusRow(current - 1);
    else if (key === "x") row.toggleSelected();
    else if (key === "*") {
      grid.toggleAllRowsSelected(true);
      onSelectAll?.();
    } else return onRowKey?.(row.original, key) ?? false;
    return true;
  };

  const inRow = (event: KeyboardEvent) => {
    const controls = controlsOf(box, current);
    const at = controls.indexOf(event.target as HTMLElement);
    if (event.key === "Escape") focusRow(current);
    else if (event.key === "ArrowRight") controls[at + 1]?.focus();
    else if (event.key === "ArrowLeft") controls[at - 1]?.focus();
    else return false;
    return true;
  };

  const inHead = (event: KeyboardEvent) => {
    const heads = headsOf(box);
    const at = heads.indexOf(event.target as HTMLElement);
    if (event.key === "ArrowDown" && !event.altKey) focusRow(0);
    else if (event.key === "ArrowRight") heads[at + 1]?.focus();
    else if (event.key === "ArrowLeft") heads[at - 1]?.focus();
    else return false;
    return true;
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    // A menu opened from a row is drawn elsewhere, yet React lets its keys bubble up to here.
    if (event.defaultPrevented || !box.current?.contains(target)) return;
    const row = rows[current];
    const isRow = target.dataset.rowId !== undefined;
    const isHandled = isRow && row ? onRow(event, row) : target.closest("thead") ? inHead(event) : inRow(event);
    if (isHandled) event.preventDefault();
  };

  return {
    onKeyDown,
    onFocus: (event: FocusEvent) => takeFocus(event.target as HTMLElement, !isOpening.current),
    onBlur: (event: FocusEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget)) setHasFocus(false);
    },
    onPress: (id: string, event: MouseEvent) => {
      const isControl = (event.target as HTMLElement).closest("a, button, input, label") !== null;
      if (!isControl && window.getSelection()?.isCollapsed !== false) focusRow(rows.findIndex((row) => row.id === id));
    },
    onToggle: (id: string, event: MouseEvent) => {
      const index = rows.findIndex((row) => row.id === id);
      if (event.shiftKey && anchor.current !== null) return extendTo(index);
      anchor.current = index;
      rows[index]?.toggleSelected();
    },
    isTabStop: (id: string) => rows[current]?.id === id,
    isFocused: (id: string) => hasFocus && rows[current]?.id === id,
  };
}

function elementOf(box: RefObject<HTMLTableElement | null>, index: number): HTMLElement | undefined {
  return box.current?.querySelectorAll<HTMLElement>("tr[data-row-id]")[index];
}

function controlsOf(box: RefObject<HTMLTableElement | null>, index: number): HTMLElement[] {
  return [...(elementOf(box, index)?.querySelectorAll<HTMLElement>("a, button, input") ?? [])];
}

/** The row's own menu, or that of the record beside it where the row has no room for one. */
function openRowMenu(box: RefObject<HTMLTableElement | null>, index: number): void {
  const own = elementOf(box, index)?.querySelector<HTMLElement>("[data-row-menu]");
  const menu = own?.offsetParent ? own : document.querySelector<HTMLElement>("[data-pane-menu]");
  // Radix opens its menus by key.
  menu?.focus();
  menu?.dispatchEvent(new globalThis.KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
}

function isAnySelected<Row extends object>(grid: Grid<Row>): boolean {
  return grid.getIsSomeRowsSelected() || grid.getIsAllRowsSelected();
}

function headsOf(box: RefObject<HTMLTableElement | null>): HTMLElement[] {
  return [...(box.current?.querySelectorAll<HTMLElement>("[data-grid-head]") ?? [])];
}

function focusHead(box: RefObject<HTMLTableElement | null>, index: number): void {
  headsOf(box)[index]?.focus();
}
