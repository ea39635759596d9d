"use server";

import { z } from "zod";
import type { FoundRecordView } from "@/components/layout/shell-view";
import { claimNext } from "@/lib/operations/order/claim-next";
import { readNotices as readNoticesOperation } from "@/lib/operations/staff/read-notices";
import { setAlertMail as setAlertMailOperation } from "@/lib/operations/staff/set-alert-mail";
import { findRecords } from "@/lib/queries/shell/find-records";
import { listAssignable } from "@/lib/queries/team/list-assignable";
import { defineAction } from "@/lib/server/define-action";
import { checkboxField, requestIdField } from "@/lib/server/form-fields";
import { readAction } from "@/lib/server/read-action";

export const findColleagues = readAction({
  permission: "worklist.assign",
  schema: z.undefined(),
  run: listAssignable,
});

export const takeNext = defineAction({
  permission: "worklist.claim",
  schema: z.strictObject({ requestId: requestIdField }),
  run: ({ context }) => claimNext(context),
  redirectTo: ({ orderNumber }) => `/orders/${encodeURIComponent(orderNumber)}`,
});

export const readNotices = defineAction({
  permission: "desk.view",
  schema: z.strictObject({}),
  run: ({ context }) => readNoticesOperation(context),
});

/** Whether this person's own alerts come by mail too. */
export const setAlertMail = defineAction({
  permission: "desk.view",
  schema: z.strictObject({ isWanted: checkboxField }),
  run: ({ context }, input) => setAlertMailOperation(context, input),
  message: (_value, { isWanted }) => (isWanted ? "Alerts come by mail too." : "Alerts stay on the bell."),
});

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
