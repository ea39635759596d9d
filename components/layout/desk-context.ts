"use client";

import { createContext, useContext } from "react";
import type { ActKind } from "@/components/acts/act-view";

export type ColleagueChoice = { id: string; name: string; owned: number | null };

/** What is the same on every screen of the desk, so that no row has to carry it. */
export type Desk = {
  /** Reversible acts that this person may do on any order. */
  orderActs: { kind: ActKind; label: string }[];
  /** Everybody an order can be given to, least loaded first. */
  colleagues: (none: undefined) => Promise<ColleagueChoice[]>;
};

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("a part of the desk stands outside its shell");
  return desk;
}
