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
};

export type OfferedActs = { readonly next: ActView | null; readonly otherActs: ActView[] };

/** One recommended act and the menu behind it. The rules recommend the step; a step that cannot be done now falls back to asking the customer. */
export function offeredActs(row: Recommended, scope: ActScope): OfferedActs {
  const acts = [...verbActs(row.verbs, scope), ...claimActs(row, scope)];
  const next = recommendedAct(row, scope);
  const calls = row.phone === null ? [] : [callAct(row.phone)];
  return { next, otherActs: [...acts, ...calls].filter((act) => !isSame(act, next)) };
}

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
      return actOf(row, scope, ["capture", "retry_capture", "authorize_and_capture"]) ?? usual;
    case "authorize_again":
    case "renew_authorization": {
      const act = actOf(row, scope, ["authorize"]);
      return act && act.refusal === undefined ? act : usual;
    }
    case "new_payment_method":
      return ask("New method");
    case "call_customer":
      return row.phone === null ? usual : callAct(row.phone);
    case "resync":
      return actOf(row, scope, ["resync"]) ?? openAct(row);
    case "review":
      return openAct(row);
    case "wait":
      return isAsked ? usual : null;
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

function openAct({ orderNumber }: { orderNumber: string }): ActView {
  return { kind: "open", label: "Review", href: `/orders/${encodeURIComponent(orderNumber)}` };
}

function isSame(act: ActView, next: ActView | null): boolean {
  if (next === null) return false;
  const isAsk = act.kind === "ask_customer" && next.href === act.href && act.href !== undefined;
  return isAsk || (act.kind === next.kind && JSON.stringify(act.fields) === JSON.stringify(next.fields));
}
