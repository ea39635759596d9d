"use client";

import { useEffect, useState } from "react";
import type { HandOutActions, HandOutPlanView } from "@/components/team/hand-out-view";

export type HandOutPlanRead = {
  /** The last plan that was read; it stays in sight while the next is made. */
  plan: HandOutPlanView | null;
  /** The plan is for what is asked at this moment. */
  isCurrent: boolean;
  isBroken: boolean;
  lookAgain: () => void;
};

/** Who would get what, made anew whenever something else is asked. */
export function useHandOutPlan({ preview }: HandOutActions, fields: object): HandOutPlanRead {
  const [read, setRead] = useState<{ plan: HandOutPlanView | null; key: string; isBroken: boolean } | null>(null);
  const [round, setRound] = useState(0);
  const text = JSON.stringify(fields);
  const key = `${round} ${text}`;
  useEffect(() => {
    let isWanted = true;
    preview(JSON.parse(text)).then(
      (plan) => isWanted && setRead({ plan, key, isBroken: false }),
      () => isWanted && setRead((last) => ({ plan: last?.plan ?? null, key, isBroken: true })),
    );
    return () => {
      isWanted = false;
    };
  }, [preview, text, key]);
  const isAnswered = read?.key === key;
  return {
    plan: read?.plan ?? null,
    isCurrent: isAnswered && !read.isBroken,
    isBroken: isAnswered && read.isBroken,
    lookAgain: () => setRound((value) => value + 1),
  };
}
