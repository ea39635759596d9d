"use client";

import { useEffect, useRef, useState } from "react";
import type { PeekView } from "@/components/orders/peek-view";
import { session } from "@/components/ui/session-state";

export type PeekRead = {
  /** What is known of the order, perhaps from before; null while nothing is. */
  view: PeekView | null;
  /** Why it could not be read, in words. */
  problem: string | null;
  retry: () => void;
};

const pauseMs = 60;

/**
 * Reads the order that the pane shows. What was read before stands at once and is read again behind it, whenever the row moves or `stamp`, the
 * moment of the list, does. The orders in `soon` are fetched ahead, so that the next row is there when the finger is.
 */
export function usePeek(orderNumber: string, stamp: string, soon: string[]): PeekRead {
  const known = useRef(new Map<string, { stamp: string; view: PeekView }>());
  const [read, setRead] = useState<{ orderNumber: string; problem: string | null } | null>(null);
  const [round, setRound] = useState(0);
  const ahead = soon.join("\n");

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is another try
  useEffect(() => {
    const stop = new AbortController();
    const fetchInto = async (number: string) => {
      known.current.set(number, { stamp, view: await readPeek(number, stop.signal) });
    };
    const readAll = async () => {
      if (known.current.get(orderNumber)?.stamp !== stamp) await fetchInto(orderNumber);
      if (!stop.signal.aborted) setRead({ orderNumber, problem: null });
      // What is fetched ahead may fail: it is read again when it is looked at.
      for (const number of ahead.split("\n")) {
        if (number !== "" && !known.current.has(number)) await fetchInto(number).catch(() => undefined);
      }
    };
    const tell = (error: Error) => {
      if (!stop.signal.aborted) setRead({ orderNumber, problem: error.message });
    };
    const timer = setTimeout(() => readAll().catch(tell), known.current.has(orderNumber) ? 0 : pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [orderNumber, stamp, ahead, round]);

  return {
    view: known.current.get(orderNumber)?.view ?? null,
    problem: read?.orderNumber === orderNumber ? read.problem : null,
    retry: () => setRound((value) => value + 1),
  };
}

async function readPeek(orderNumber: string, signal: AbortSignal): Promise<PeekView> {
  const response = await fetch(`/orders/${encodeURIComponent(orderNumber)}/peek`, { cache: "no-store", signal }).catch(
    (error: unknown) => {
      if (signal.aborted) throw error;
      throw new Error("The desk could not be reached.");
    },
  );
  if (response.ok) return (await response.json()) as PeekView;
  if (response.status === 404) throw new Error("There is no such order any more.");
  if (response.status === 401) session.hasEnded({ isActing: true });
  if (response.status === 401) throw new Error("You are signed out. Sign in again to read on.");
  throw new Error("It could not be read. Nothing was changed.");
}
