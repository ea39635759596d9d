import { z } from "zod";
import { moneySchema } from "@/lib/operations/input-schemas";
import { requestRefundInput } from "@/lib/operations/refund/request-refund";
import { defineEndpoint } from "../define-endpoint";
import type { ProblemPart } from "../problem";
import { attemptAnswer } from "./attempt-answer";
import { moneyAnswer, textOrNull } from "./money-answer";
import { refundAnswer } from "./order-parts-answer";
import { orderPath, versionField } from "./path-fields";

const { lines, reason, methodOrder } = requestRefundInput.shape;

const refundBody = z
  .strictObject({
    amount: moneySchema.optional().describe("How much goes back; or give lines"),
    lines: lines.describe("Units whose worth goes back: what was paid for them, discounts, tax and shipping included"),
    reason: reason.describe("Stands in the history"),
    methodOrder: methodOrder.describe(
      "Ids of payment methods: money goes back to these first, in this order; then to the others, the last charged first",
    ),
    version: versionField,
  })
  .superRefine((body, check) => {
    if (check.issues.length > 0) return;
    const fault = (path: string[], message: string, code: string) =>
      check.addIssue({ code: "custom", path, message, params: { code } });
    if (body.amount === undefined && body.lines === undefined)
      fault(["amount"], "is needed where no lines are given", "amount_or_lines_needed");
    if (body.amount !== undefined && body.lines !== undefined)
      fault(["lines"], "cannot stand beside an amount", "amount_or_lines_needed");
    if (body.amount?.amountMinor === 0n) fault(["amount", "amountMinor"], "must be more than nothing", "too_small");
  })
  .meta({ id: "RefundOrder" });
type RefundBody = z.output<typeof refundBody>;

const refundPart = refundAnswer
  .extend({
    orderNumber: z
      .string()
      .describe("The order whose capture it is given back from; an earlier one after a replacement"),
    paymentMethodId: z.string(),
    failureReason: textOrNull,
  })
  .meta({ id: "RefundPart" });

const refundOrderAnswer = z
  .object({
    id: z.string(),
    orderNumber: z.string(),
    result: z
      .enum(["refunded", "failed", "partly_failed", "under_way"])
      .describe("under_way: at least one part has no definite answer yet"),
    amount: moneyAnswer,
    refunded: moneyAnswer.describe("What has gone back of it so far"),
    reason: z.string(),
    parts: z.array(refundPart).describe("Their amounts sum to the whole"),
    attempts: z.array(attemptAnswer).describe("The calls that this request made"),
  })
  .meta({ id: "RefundAnswer" });

export const refundOrderEndpoint = defineEndpoint({
  method: "POST",
  path: "/orders/{orderNumber}/refunds",
  operationId: "refundOrder",
  summary: "Give captured money back",
  description:
    "Over the captures of the order and of those it replaced, never more than is left of each; what pays a later order ahead of its shipment is not left. Reserved before any gateway is called, so that of two refunds that together exceed the captured rest one is refused. Waits up to 8 seconds for the gateway.",
  params: orderPath,
  body: refundBody,
  answers: {
    200: { description: "Decided", schema: refundOrderAnswer },
    202: { description: "Still under way: read the order in a while", schema: refundOrderAnswer },
  },
  refusals: [
    "order_not_found",
    "stale_version",
    "currency_mismatch",
    "amount_or_lines_needed",
    "nothing_to_refund",
    "exceeds_refundable",
    "refund_disputed",
    "paid_ahead",
    "amount_not_possible",
    "outcome_unknown",
    "capture_in_progress",
    "unknown_method",
    "unknown_line",
    "exceeds_ordered",
  ],
  refusalStatus: { currency_mismatch: 422, amount_not_possible: 422, exceeds_refundable: 422, exceeds_ordered: 422 },
});

/** Which part of the body a refused refund is about. */
export function refundErrors(
  { reason: code, detail }: { reason: string; detail?: string },
  body: RefundBody,
): { errors?: ProblemPart[] } {
  const pointer = pointerTo(code, detail, body);
  return pointer === undefined ? {} : { errors: [{ pointer, code, detail: words[code] ?? "is refused" }] };
}

function pointerTo(code: string, detail: string | undefined, body: RefundBody): string | undefined {
  switch (code) {
    case "currency_mismatch":
      return "/amount/currency";
    case "amount_not_possible":
    case "exceeds_refundable":
      return body.amount === undefined ? "/lines" : "/amount/amountMinor";
    case "unknown_method":
      return `/methodOrder/${body.methodOrder?.indexOf(detail ?? "") ?? 0}`;
    case "unknown_line":
    case "exceeds_ordered": {
      const at = body.lines?.findIndex(({ lineNo }) => detail === `line ${lineNo}`) ?? 0;
      return `/lines/${Math.max(at, 0)}/${code === "unknown_line" ? "lineNo" : "quantity"}`;
    }
    default:
      return undefined;
  }
}

const words: Readonly<Record<string, string>> = {
  currency_mismatch: "must be the order's currency",
  amount_not_possible: "is no amount that the gateway can move in this currency",
  exceeds_refundable: "is more than was captured and not yet given back",
  unknown_method: "names no payment method that was captured from",
  unknown_line: "names no line of the order",
  exceeds_ordered: "is more than was ordered and not yet refunded",
};
