"use client";

import { useMemo } from "react";
import type { ActView } from "@/components/acts/act-view";
import { useDesk } from "@/components/layout/desk-context";

type ActRow = { orderNumber: string; otherActs: ActView[] };

/** Rows with the acts that every order has, such as snooze: known once for the whole desk, so no row is sent with them. */
export function useOrderActs<Row extends ActRow>(rows: Row[], { isAsleep = false } = {}): Row[] {
  const { orderActs } = useDesk();
  return useMemo(
    () =>
      rows.map((row) => {
        const fields = { orderNumber: row.orderNumber };
        const acts = orderActs.map(
          (act): ActView =>
            act.kind === "confirm_payments"
              ? { ...act, href: `/orders/${encodeURIComponent(row.orderNumber)}/confirm` }
              : act.kind === "snooze" && isAsleep
                ? { kind: "wake", label: "Wake up", fields }
                : { ...act, fields },
        );
        return { ...row, otherActs: [...row.otherActs, ...acts] };
      }),
    [rows, orderActs, isAsleep],
  );
}
