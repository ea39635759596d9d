"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { connection, useConnection } from "@/components/layout/connection-state";
import { classNames } from "@/components/ui/class-names";
import type { ClockView } from "@/components/ui/clock-view";
import { formatTime, zoneName } from "@/components/ui/format-moment";
import { session } from "@/components/ui/session-state";

export type AutoRefreshProps = { url: string; freshness: string; clock: ClockView };

const pollMs = 3_000;
const backstopMs = 30_000;

/**
 * Asks while the tab is seen whether anything changed, and only then asks for the page again. A plain refresh every half
 * minute is the backstop, because hold chips tick and an answer may have been missed.
 */
export function AutoRefresh({ url, freshness, clock }: AutoRefreshProps) {
  const router = useRouter();
  const isLive = useConnection() === "there";
  const seen = useRef(freshness);
  const refreshedAt = useRef(0);
  const missed = useRef(0);
  seen.current = freshness;

  useEffect(() => {
    refreshedAt.current = Date.now();
    const poll = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await readFreshness(url);
      missed.current = answer === "missed" ? missed.current + 1 : 0;
      // One slow answer is no lost connection.
      if (missed.current > 1) connection.isLost();
      if (answer === "missed") return;
      connection.isThere();
      if (answer === "signed_out") return session.hasEnded({ isActing: false });
      session.lives();
      const isOld = Date.now() - refreshedAt.current > backstopMs;
      if (answer.text !== seen.current || isOld) {
        refreshedAt.current = Date.now();
        router.refresh();
      }
    };
    const timer = setInterval(poll, pollMs);
    document.addEventListener("visibilitychange", poll);
    window.addEventListener("online", poll);
    window.addEventListener("offline", connection.isLost);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", poll);
      window.removeEventListener("online", poll);
      window.removeEventListener("offline", connection.isLost);
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

async function readFreshness(url: string): Promise<{ text: string } | "signed_out" | "missed"> {
  try {
    const response = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(pollMs) });
    if (response.status === 401) return "signed_out";
    return response.ok ? { text: await response.text() } : "missed";
  } catch {
    return "missed";
  }
}
