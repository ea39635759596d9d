import type { ConfirmView } from "@/components/payments/confirm-view";
import { formatAmount, formatAmountWithCurrency } from "@/components/ui/format-amount";
import { can, type Permission } from "@/lib/auth/permissions";
import type { Staff } from "@/lib/auth/staff";
import { allotmentWords } from "@/lib/format/allotment-words";
import { gatewayText } from "@/lib/format/gateway-words";
import { refusalText } from "@/lib/format/refusal-words";
import type { ConfirmPayments } from "@/lib/queries/order/get-confirm-payments";
import { verbActs } from "../../../_acts/verb-acts";
import { orderHref } from "../../../_lists/order-row";

/** The page as this person sees it: what the rules allow, joined with what their role may do and who works on the order. */
export function toConfirmView(confirm: ConfirmPayments, staff: Staff): ConfirmView {
  const { orderNumber, step } = confirm;
  const href = orderHref(orderNumber);
  const isOthers = confirm.claimUserId !== null && confirm.claimUserId !== staff.userId;
  const claimed = isOthers ? refusalText("claimed_by_other", confirm.claimUserName ?? undefined) : null;
  const needed: Permission = step === "confirm" ? "order.confirm" : "payment.authorize";
  const refusal = confirm.refusal ?? (can(staff.role, needed) ? null : "not_permitted");
  return {
    orderNumber,
    orderHref: href,
    askHref: `${href}/ask-approval`,
    version: confirm.version,
    customerName: confirm.customerName,
    total: confirm.total,
    before: confirm.before,
    change: confirm.change,
    sums: confirm.sums.map(({ key, amount }) => ({ label: sumLabels[key], amount })),
    coverage: confirm.coverage,
    covered: confirm.covered,
    missing: confirm.missing,
    methods: confirm.methods,
    working: confirm.working.map(({ label, amount, why, left }) => ({
      text: `${label} is asked for ${formatAmount(amount)}: ${allotmentWords[why]}.`,
      left,
    })),
    saved: confirm.saved,
    kinds: confirm.kinds,
    editRefusal: claimed ?? (confirm.editRefusal === null ? null : refusalText(confirm.editRefusal)),
    step,
    amount: confirm.amount,
    refusal: claimed ?? (refusal === null ? null : refusalText(refusal)),
    tooCoarse: tooCoarseText(confirm),
    overrides: verbActs(confirm.verbs, { role: staff.role, userId: staff.userId, claimedBy: null }),
    standing: standingOf(confirm.status),
  };
}

function standingOf(status: ConfirmPayments["status"]): ConfirmView["standing"] {
  if (status === "cancelled" || status === "replaced" || status === "completed") return "closed";
  return status === "draft" || status === "proposed" ? "draft" : "confirmed";
}

function tooCoarseText({ tooCoarse, missing }: ConfirmPayments): string | null {
  if (tooCoarse === null || missing.amountMinor === "0") return null;
  const { gateway, step } = tooCoarse;
  return `${gatewayText(gateway)} moves ${formatAmountWithCurrency(step)} or a multiple of it. Round the total, or let another way to pay take the rest.`;
}

const sumLabels = {
  goods: "Goods and labour",
  shipping: "Shipping",
  discounts: "Discounts",
  tax: "Tax",
} as const;
