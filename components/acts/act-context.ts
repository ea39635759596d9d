"use client";

import { createContext, useContext } from "react";
import type { ActView } from "@/components/acts/act-view";
import type { ActionState } from "@/components/ui/action-state";

export type ActRunner = {
  run: (act: ActView, fields?: [name: string, value: string][]) => void;
  /** True while this very act is in flight. */
  isRunning: (act: ActView) => boolean;
  /** Says what became of an act that a form of its own has run, with the way back where there is one. */
  tell: (label: string, state: ActionState) => void;
};

export const ActContext = createContext<ActRunner | null>(null);

export function useActRunner(): ActRunner {
  const runner = useContext(ActContext);
  if (!runner) throw new Error("an act needs an ActProvider above it");
  return runner;
}
