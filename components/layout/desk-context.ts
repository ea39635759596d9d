"use client";

import { createContext, useContext } from "react";
import type { ActKind } from "@/components/acts/act-view";
import type { BulkActions, BulkKindView } from "@/components/bulk/bulk-view";

/** A status field that the store has given its orders; one without choices is a flag. */
export type OrderFieldChoice = { id: string; name: string; choices: readonly { id: string; name: string }[] };

export type ColleagueChoice = { id: string; name: string; owned: number | null };

/** What is the same on every screen of the desk, so that no row has to carry it. */
export type Desk = {
  /** Reversible acts that this person may do on any order. */
  orderActs: { kind: ActKind; label: string }[];
  /** Everybody an order can be given to, least loaded first. */
  colleagues: (none: undefined) => Promise<ColleagueChoice[]>;
  /** What this person may ask of many orders at once. */
  bulkKinds: BulkKindView[];
  bulk: BulkActions;
  orderFields: OrderFieldChoice[];
  /** Whether orders or invoices have any status field of the store's own. */
  hasOwnFields: boolean;
  /** Opens the rows of a job above the bar at the foot. */
  showJob: (id: string) => void;
};

/** Which job's rows are in sight. */
export const JobContext = createContext<{ jobId: string | null; showJob: (id: string | null) => void }>({
  jobId: null,
  showJob: () => undefined,
});

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("a part of the desk stands outside its shell");
  return desk;
}
