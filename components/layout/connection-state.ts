"use client";

import { useSyncExternalStore } from "react";

/** `waits`: the desk cannot be reached, and a page that somebody asked for is still to come. */
export type ConnectionState = "there" | "lost" | "waits";

let isLost = false;
let waiting = 0;
const listeners = new Set<() => void>();

function change(how: () => void): void {
  how();
  for (const tell of listeners) tell();
}

export const connection = {
  isThere: () => change(() => (isLost = false)),
  isLost: () => change(() => (isLost = true)),
  waits: () => change(() => waiting++),
  waitsNoLonger: () => change(() => waiting--),
};

export function useConnection(): ConnectionState {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => (waiting > 0 ? "waits" : isLost ? "lost" : "there"),
    () => "there",
  );
}
