import type { ActView } from "@/components/acts/act-view";
import { can } from "@/lib/auth/permissions";
import type { NextStep } from "@/lib/payments/order-state";
import type { OrderVerb, OrderVerbName } from "@/lib/queries/orders/order-verbs";
import { type ActScope, verbAct, verbActs } from "./verb-acts";

export type Recommended = {
  readonly orderNumber: string;
  readonly step: NextStep;
  readonly phone: string | null;
  readonly verbs: readonly OrderVerb[];
  /** The invoice that the step is about, where there is one. */
  readonly invoiceId?: string | undefined;
  /** What went wrong, in words: the recommended step says it where it asks before money moves. */
  readonly because?: string | undefined;
};

export type OfferedActs = { readonly next: ActView | null; readonly otherActs: ActView[] };

/** One recommended act and the menu behind it. The rules recommend the step; a step that cannot be done now falls back to asking the customer. */
export function offeredActs(row: Recommended, scope: ActScope): OfferedActs {
  const acts = [...verbActs(row.verbs, scope), ...claimActs(row, scope)];
  const best = row.step === "none" ? null : possibleAct(recommendedAct(row, scope), row, scope);
  const next = best?.amount && row.because !== undefined ? { ...best, because: row.because } : best;
  const calls = row.phone === null ? [] : [callAct(row.phone)];
  return { next, otherActs: [...acts, ...calls].filter((act) => !isSame(act, next)) };
}

/** A recommended act that cannot be done now gives way to the next best one that can; failing that, to the record. */
function possibleAct(act: ActView | null, row: Recommended, scope: ActScope): ActView | null {
  if (act !== null && act.refusal === undefined) return act;
  // A call under way is worth showing where the eye looks for the button: nothing else may be started beside it.
  if (act !== null && row.verbs.some(({ refusal }) => refusal !== null && waiting.has(refusal))) return act;
  const call = row.phone === null ? null : callAct(row.phone);
  const capture = actOf(row, scope, captureVerbs);
  const others = forCustomer.has(row.step) ? [call] : [capture, call];
  return others.find((other) => other !== null && other.refusal === undefined) ?? openAct(row);
}

const waiting: ReadonlySet<string> = new Set(["capture_in_progress", "outcome_unknown", "authorize_in_progress"]);
/** Steps that only the customer can take: charging the same card once more is no substitute. */
const forCustomer: ReadonlySet<NextStep> = new Set([
  "ask_customer",
  "remind_customer",
  "call_customer",
  "new_payment_method",
  "review",
]);
/** Steps that ask for what is missing; the others exchange a hold. */
const coveringSteps: ReadonlySet<NextStep> = new Set(["increase_authorization", "authorize_again"]);
const captureVerbs: readonly OrderVerbName[] = ["capture", "retry_capture", "authorize_and_capture"];

function recommendedAct(row: Recommended, scope: ActScope): ActView | null {
  const isAsked = row.verbs.some((verb) => verb.verb === "withdraw_link");
  const ask = (label: string): ActView | null => {
    const act = actOf(row, scope, ["ask_customer"]);
    return act && { ...act, label, kind: isAsked ? "ask_again" : "ask_customer" };
  };
  const usual = ask(isAsked ? "Ask again" : "Ask customer");
  switch (row.step) {
    case "capture":
    case "retry_capture":
    case "authorize_and_capture":
    case "next_payment_method":
      return actOf(row, scope, captureVerbs) ?? usual;
    case "increase_authorization":
    case "authorize_again":
    case "extend_authorization":
    case "renew_authorization": {
      const act = actOf(row, scope, coveringSteps.has(row.step) ? ["authorize"] : ["extend_hold", "authorize"]);
      if (act === null || act.refusal !== undefined) return usual;
      return row.step === "increase_authorization" ? { ...act, label: "Raise hold" } : act;
    }
    case "new_payment_method":
      return ask("New method");
    case "ask_about_dispute":
      return openAct(row, "Ask about it", "#dispute");
    case "call_customer":
      return row.phone === null ? usual : callAct(row.phone);
    case "resync":
      return actOf(row, scope, ["resync"]) ?? openAct(row);
    case "refund":
      return actOf(row, scope, ["refund"]) ?? openAct(row);
    case "send_again":
      return openAct(row);
    case "review":
      return actOf(row, scope, ["repair_link"]) ?? openAct(row);
    case "wait":
      return isAsked ? usual : actOf(row, scope, ["ship", "release_goods"]);
    case "ask_customer":
    case "remind_customer":
      return usual;
    case "none":
      return null;
  }
}

function actOf(row: Recommended, scope: ActScope, names: readonly OrderVerbName[]): ActView | null {
  const found = row.verbs.filter((verb) => names.includes(verb.verb));
  const verb =
    found.find((each) => each.fields.invoiceId === row.invoiceId) ??
    found.find((each) => each.refusal === null) ??
    found[0];
  return verb ? verbAct(verb, scope) : null;
}

/** Claim, give back, or take over from a colleague, which asks why. */
export function claimActs({ orderNumber }: { orderNumber: string }, { role, userId, claimedBy }: ActScope): ActView[] {
  if (!can(role, "worklist.claim")) return [];
  const fields = { orderNumber };
  if (claimedBy === null) return [{ kind: "claim", label: "Claim", fields }];
  if (claimedBy.id === userId) return [{ kind: "release_claim", label: "Give back", fields }];
  return [
    {
      kind: "claim",
      label: "Take over",
      fields,
      needsReason: true,
      explanation: `${claimedBy.name} is working on this order.`,
    },
  ];
}

function callAct(phone: string): ActView {
  return { kind: "call", label: "Call", href: `tel:${phone.replace(/[^+\d]/g, "")}` };
}

function openAct({ orderNumber }: { orderNumber: string }, label = "Review", part = ""): ActView {
  return { kind: "open", label, href: `/orders/${encodeURIComponent(orderNumber)}${part}` };
}

function isSame(act: ActView, next: ActView | null): boolean {
  if (next === null) return false;
  const isAsk = act.kind === "ask_customer" && next.href === act.href && act.href !== undefined;
  return isAsk || (act.kind === next.kind && JSON.stringify(act.fields) === JSON.stringify(next.fields));
}
