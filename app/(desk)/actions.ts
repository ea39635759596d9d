"use server";

import { z } from "zod";
import type { FoundRecordView } from "@/components/layout/shell-view";
import { findRecords } from "@/lib/queries/shell/find-records";
import { readAction } from "@/lib/server/read-action";

const searchRecords = readAction({
  permission: "order.view",
  schema: z.string().max(200),
  run: findRecords,
});

/** What the search box of every screen asks: orders and customers that the text names. */
export async function findRecord(text: string): Promise<FoundRecordView[]> {
  const found = await searchRecords(text);
  return found.map((record) => ({
    kind: record.kind,
    title: record.title,
    note: record.note,
    href:
      record.kind === "order"
        ? `/orders/${encodeURIComponent(record.orderNumber)}`
        : `/customers/${encodeURIComponent(record.accountId)}`,
  }));
}
