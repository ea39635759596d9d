import type { UndoView } from "@/components/ui/action-state";

const lifeMs = 10_000;

let last: { undo: UndoView; until: number } | null = null;

/** Remembers how to take back what was just done, for as long as its message stands. */
export function keepUndo(undo: UndoView): void {
  last = { undo, until: Date.now() + lifeMs };
}

/** Hands it out once; null when there is nothing to take back any more. */
export function takeUndo(): UndoView | null {
  const undo = last !== null && Date.now() < last.until ? last.undo : null;
  last = null;
  return undo;
}
