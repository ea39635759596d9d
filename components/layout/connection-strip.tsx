"use client";

import { CloudOff } from "lucide-react";
import { useEffect } from "react";
import { useConnection } from "@/components/layout/connection-state";
import { holdPageReads } from "@/components/layout/hold-page-reads";
import type { ClockView } from "@/components/ui/clock-view";
import { formatTime, zoneName } from "@/components/ui/format-moment";
import { Glyph } from "@/components/ui/glyph";

/** Says that the desk cannot be reached, how old the page is, and that it comes back by itself. */
export function ConnectionStrip({ clock }: { clock: ClockView }) {
  const state = useConnection();
  useEffect(holdPageReads, []);
  return (
    <div role="status" className={state === "there" ? undefined : "lost"}>
      {state !== "there" && (
        <>
          <Glyph icon={CloudOff} className="ic" />
          <p>
            <b>The desk cannot be reached.</b> You see the state of {formatTime(clock.now, clock.timeZone)}{" "}
            {zoneName(clock.now, clock.timeZone)}; what you typed stays.{" "}
            {state === "waits"
              ? "The page you asked for opens by itself when it is back."
              : "It goes on by itself when it is back."}
          </p>
        </>
      )}
    </div>
  );
}
