"use client";

import { useSyncExternalStore } from "react";
import type { ActView } from "@/components/acts/act-view";

/** What the row or record in focus offers right now; the palette lists it first. */
export type OfferedActs = { subject: string; acts: ActView[]; run: (act: ActView) => void };

let offered: OfferedActs | null = null;
const listeners = new Set<() => void>();

export function offerActs(next: OfferedActs | null): void {
  offered = next;
  for (const listener of listeners) listener();
}

export function useOfferedActs(): OfferedActs | null {
  return useSyncExternalStore(
    subscribe,
    () => offered,
    () => null,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
