import { z } from "zod";
import { textSchema } from "@/lib/operations/input-schemas";
import { defineEndpoint } from "../define-endpoint";
import { attemptAnswer } from "./attempt-answer";
import { moneyAnswer, textOrNull } from "./money-answer";
import { lineFaults, linesBody } from "./order-lines-body";
import { coverageAnswer } from "./order-parts-answer";
import { orderPath, versionField } from "./path-fields";

const repriceBody = z
  .strictObject({
    lines: linesBody.describe("All lines, in the order in which they were put: they are numbered from 1"),
    reason: textSchema(300).optional(),
    version: versionField,
  })
  .superRefine(({ lines }, check) => {
    if (check.issues.length > 0) return;
    for (const { path, code, detail } of lineFaults(lines, lines[0]?.unitPrice.currency ?? "")) {
      check.addIssue({ code: "custom", path: [...path], message: detail, params: { code } });
    }
  })
  .meta({ id: "RepriceOrder" });

const repriceAnswer = z
  .object({
    orderNumber: z.string(),
    status: z.string(),
    version: z.int(),
    direction: z.enum(["rise", "fall", "same"]),
    previousTotal: moneyAnswer,
    total: moneyAnswer,
    difference: moneyAnswer.describe("New total less previous total"),
    needsApproval: z.boolean().describe("Nothing ships and no more is captured until the customer has agreed"),
    reason: textOrNull,
    nextStep: z.string().describe("ask_customer, authorize_again or none"),
    message: z.string(),
    coverage: coverageAnswer,
    attempts: z.array(attemptAnswer).describe("Authorizations asked for in the background"),
  })
  .meta({ id: "RepriceAnswer" });
export type RepriceOrderAnswer = z.input<typeof repriceAnswer>;

export const repriceOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/reprice",
  operationId: "repriceOrder",
  summary: "New lines or prices on a live order",
  params: orderPath,
  body: repriceBody,
  answers: { 200: { description: "Repriced", schema: repriceAnswer } },
  refusals: [
    "order_not_found",
    "stale_version",
    "order_not_confirmed",
    "order_closed",
    "already_shipped",
    "capture_in_progress",
    "approval_in_progress",
    "currency_mismatch",
    "nothing_changed",
  ],
  refusalStatus: { currency_mismatch: 422 },
  maxBodyBytes: 512 * 1024,
});
