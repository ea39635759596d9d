"use server";

import { z } from "zod";
import { acceptDifference as acceptDifferenceOperation } from "@/lib/operations/reconciliation/accept-difference";
import { requestComparison, requestSecondLook } from "@/lib/operations/reconciliation/ask-books";
import { defineAction } from "@/lib/server/define-action";
import { freeText, idField, requestIdField } from "@/lib/server/form-fields";

export const compareBooks = defineAction({
  permission: "reconciliation.resolve",
  schema: z.strictObject({ requestId: requestIdField }),
  run: ({ context }) => requestComparison(context),
  message: "The books are being compared. The run shows here when it has ended.",
});

export const recheckDifference = defineAction({
  permission: "reconciliation.resolve",
  schema: z.strictObject({ requestId: requestIdField, differenceId: idField }),
  run: ({ context }, { differenceId }) => requestSecondLook(context, differenceId),
  message: "The gateway is being asked.",
});

export const acceptDifference = defineAction({
  permission: "reconciliation.resolve",
  schema: z.strictObject({ requestId: requestIdField, differenceId: idField, reason: freeText(300) }),
  run: ({ context }, { differenceId, reason }) => acceptDifferenceOperation(context, differenceId, reason),
  message: "Accepted, with your reason.",
});
