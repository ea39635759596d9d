"use client";

const settleMs = 30;

/** A closing menu or dialog gives the focus back in a later task; what opens next must note that place, not the dying layer. */
export function afterFocusReturns(run: () => void): void {
  setTimeout(run, settleMs);
}
