import { formatMoneyWithCurrency } from "@/lib/format/format-money";
import type { ApiOrder } from "@/lib/queries/api/get-api-order";
import type { ConfirmAnswer } from "./confirm-order-endpoint";

type MethodOutcome = ConfirmAnswer["paymentMethods"][number];

/** What a confirmation came to: the flag, per method why not, and what remains (S44 to S46, S56). */
export function toConfirmAnswer(
  order: ApiOrder,
  attemptIds: readonly string[],
): { body: ConfirmAnswer; isUnderWay: boolean } {
  const attempts = order.attempts.filter((attempt) => attemptIds.includes(attempt.id));
  const isConfirmed = order.confirmedAt !== null;
  const isUnderWay = !isConfirmed && attempts.some((attempt) => undecided.has(attempt.outcome));
  const paymentMethods = order.paymentMethods.map((method) => toOutcome(order, method));
  const body: ConfirmAnswer = {
    result: isConfirmed ? "Y" : "N",
    message: messageFor(order, { isConfirmed, isUnderWay, paymentMethods }),
    orderNumber: order.orderNumber,
    status: order.status,
    version: order.version,
    total: order.total,
    remainingToAuthorize: order.coverage.uncovered,
    coverage: order.coverage,
    paymentMethods,
    attempts,
  };
  return { body, isUnderWay };
}

const undecided: ReadonlySet<string> = new Set(["requested", "started", "pending"]);

function toOutcome(order: ApiOrder, method: ApiOrder["paymentMethods"][number]): MethodOutcome {
  const hold = order.authorizations.findLast((each) => each.paymentMethodId === method.id);
  const attempt = order.attempts.findLast((each) => hold !== undefined && each.authorizationId === hold.id);
  const isWaiting = attempt?.outcome === "requested" || attempt?.outcome === "started";
  const isRefused = hold?.status === "declined";
  return {
    id: method.id,
    sequence: method.sequence,
    type: method.type,
    label: method.label,
    outcome: hold === undefined ? "not_used" : isWaiting ? "waiting" : hold.status,
    amount: hold?.amount ?? null,
    expiresAt: hold?.expiresAt ?? null,
    reason: isRefused ? (attempt?.reason ?? null) : null,
    reasonText: isRefused ? (attempt?.reasonText ?? null) : null,
    rawCode: isRefused ? (attempt?.rawCode ?? null) : null,
  };
}

function messageFor(
  { coverage }: ApiOrder,
  {
    isConfirmed,
    isUnderWay,
    paymentMethods,
  }: { isConfirmed: boolean; isUnderWay: boolean; paymentMethods: readonly MethodOutcome[] },
): string {
  const { amountMinor } = coverage.uncovered;
  const remains = `${formatMoneyWithCurrency(coverage.uncovered)} remains to be authorized.`;
  if (isConfirmed) return amountMinor > 0n ? `The order is confirmed; ${remains}` : "The order is confirmed.";
  if (isUnderWay) return "The payment is still being processed.";
  const refusals = paymentMethods.flatMap(({ label, outcome, reasonText }) =>
    outcome === "declined" ? [`${label}: ${reasonText ?? "refused"}.`] : [],
  );
  return ["Payment was not processed.", ...refusals, remains].join(" ");
}
