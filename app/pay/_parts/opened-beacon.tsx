"use client";

import { useEffect } from "react";

/** A scanner that runs scripts is faster than any person. */
const soonestMs = 800;
const gestures = ["pointerdown", "pointermove", "keydown", "scroll", "touchstart"] as const;

/** Tells the shop that a person looked, after a real gesture and never by loading alone. The page works without it. */
export function OpenedBeacon() {
  useEffect(() => {
    const loadedAt = performance.now();
    const stop = new AbortController();
    const tell = (event: Event) => {
      if (!event.isTrusted || performance.now() - loadedAt < soonestMs) return;
      stop.abort();
      void fetch("/pay/opened", { method: "POST", keepalive: true }).catch(() => {});
    };
    for (const gesture of gestures) addEventListener(gesture, tell, { passive: true, signal: stop.signal });
    return () => stop.abort();
  }, []);
  return null;
}
