"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import type { ClockView } from "@/components/ui/clock-view";
import { formatTime, zoneName } from "@/components/ui/format-moment";

export type AutoRefreshProps = { url: string; freshness: string; clock: ClockView };

const pollMs = 3_000;
const backstopMs = 30_000;

/**
 * Asks while the tab is seen whether anything changed, and only then asks for the page again. A plain refresh every half
 * minute is the backstop, because hold chips tick and an answer may have been missed.
 */
export function AutoRefresh({ url, freshness, clock }: AutoRefreshProps) {
  const router = useRouter();
  const [isLive, setIsLive] = useState(true);
  const seen = useRef(freshness);
  const refreshedAt = useRef(0);
  seen.current = freshness;

  useEffect(() => {
    refreshedAt.current = Date.now();
    const poll = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await readFreshness(url);
      setIsLive(answer !== null);
      const isOld = Date.now() - refreshedAt.current > backstopMs;
      if (answer !== null && (answer !== seen.current || isOld)) {
        refreshedAt.current = Date.now();
        router.refresh();
      }
    };
    const timer = setInterval(poll, pollMs);
    document.addEventListener("visibilitychange", poll);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", poll);
    };
  }, [url, router]);

  const time = formatTime(clock.now, clock.timeZone, true);
  return (
    <span className="ub-item" role="status">
      <span className={classNames("live", !isLive && "live-paused")} />
      {isLive ? "Live," : "Paused, as of"} {time}
      <span className="live-zone"> {zoneName(clock.now, clock.timeZone)}</span>
    </span>
  );
}

async function readFreshness(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(pollMs) });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}
