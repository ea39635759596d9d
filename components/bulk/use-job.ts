"use client";

import { useEffect, useState } from "react";
import type { BulkJobView } from "@/components/bulk/bulk-view";

const pollMs = 1_500;

export type JobRead = { job: BulkJobView | null; isBroken: boolean; lookAgain: () => void };

/** Watches one job until its last row has an outcome. What was read stays in sight when a read fails. */
export function useJob(id: string): JobRead {
  const [job, setJob] = useState<BulkJobView | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round looks again
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const stop = new AbortController();
    const look = async () => {
      const found = await readJob(id, stop.signal);
      if (stop.signal.aborted) return;
      setIsBroken(found === null);
      if (found) setJob(found);
      if (found === null || found.counts.waiting > 0) timer = setTimeout(look, pollMs);
    };
    void look();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [id, round]);
  return { job, isBroken, lookAgain: () => setRound((value) => value + 1) };
}

async function readJob(id: string, signal: AbortSignal): Promise<BulkJobView | null> {
  try {
    const response = await fetch(`/bulk-jobs/${encodeURIComponent(id)}`, { cache: "no-store", signal });
    return response.ok ? ((await response.json()) as BulkJobView) : null;
  } catch {
    return null;
  }
}
