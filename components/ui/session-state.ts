"use client";

import { useSyncExternalStore } from "react";

type SessionState = "lives" | "asks" | "put_off";

let state: SessionState = "lives";
const listeners = new Set<() => void>();

function become(next: SessionState): void {
  if (state === next) return;
  state = next;
  for (const tell of listeners) tell();
}

/** What an answer of the server says about the session. Noticed in passing, its end asks once; met by an act, it asks again. */
export const session = {
  lives: () => become("lives"),
  hasEnded: ({ isActing }: { isActing: boolean }) => (isActing || state === "lives") && become("asks"),
  putOff: () => become("put_off"),
};

/** Whether the person is asked to sign in again, over the page that stays as it is. */
export function useAsksToSignIn(): boolean {
  return useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => state === "asks",
    () => false,
  );
}
