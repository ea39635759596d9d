import type { ActView } from "@/components/acts/act-view";
import { can, type Permission, type Role } from "@/lib/auth/permissions";
import type { AmountView } from "@/lib/format/amount-view";
import { formatMoneyWithCurrency } from "@/lib/format/format-money";
import { refusalText } from "@/lib/format/refusal-words";
import { money } from "@/lib/payments/money";
import type { OrderVerb, OrderVerbName } from "@/lib/queries/orders/order-verbs";
import type { Person } from "@/lib/queries/orders/person";

/** Who looks at an order, and who works on it: what turns verbs of the rules into buttons of a person. */
export type ActScope = {
  readonly role: Role;
  readonly userId: string;
  readonly claimedBy: Person | null;
};

/** A verb as this person's button: left out where their role never has it, disabled with the reason where it cannot be done now. */
export function verbAct(verb: OrderVerb, scope: ActScope): ActView | null {
  const look = looks[verb.verb];
  if (!can(scope.role, look.permission) || (look.unless && can(scope.role, look.unless))) return null;
  const refusal = refusalOf(verb, scope);
  const href = verb.verb === "ask_customer" ? askHref(verb) : undefined;
  return {
    kind: look.kind,
    label: look.label,
    fields: verb.fields,
    ...(href !== undefined && { href }),
    ...(verb.amount !== null && !look.isQuiet && { amount: verb.amount }),
    ...(look.explanation !== undefined && { explanation: verb.effect ?? look.explanation }),
    ...(verb.amount !== null && look.stands !== undefined && { because: `${look.stands} ${amountText(verb.amount)}.` }),
    ...(verb.suggested && { suggested: verb.suggested }),
    ...(look.isAmountEditable && { ceilingText: "can go back" }),
    ...(look.isAmountEditable && { isAmountEditable: true }),
    ...(look.needsReason && { needsReason: true }),
    ...(look.isDestructive && { isDestructive: true }),
    ...(refusal !== null && { refusal }),
  };
}

export function verbActs(verbs: readonly OrderVerb[], scope: ActScope): ActView[] {
  return verbs.flatMap((verb) => verbAct(verb, scope) ?? []);
}

export function askHref(verb: OrderVerb): string {
  return `/orders/${encodeURIComponent(verb.fields.orderNumber ?? "")}/ask-approval`;
}

function amountText({ amountMinor, currency }: AmountView): string {
  return formatMoneyWithCurrency(money(BigInt(amountMinor), currency));
}

function refusalOf(verb: OrderVerb, { claimedBy, userId }: ActScope): string | null {
  if (verb.refusal !== null) return refusalText(verb.refusal);
  const isOthers = claimedBy !== null && claimedBy.id !== userId;
  return isOthers && looks[verb.verb].isMoney ? `${claimedBy.name} is working on this. Take it over first.` : null;
}

type VerbLook = {
  kind: ActView["kind"];
  label: string;
  permission: Permission;
  /** Whoever may do this has no use for the verb. */
  unless?: Permission;
  /** What is true of the amount, where it is not moved but named. */
  stands?: string;
  explanation?: string;
  isMoney?: boolean;
  /** The amount says how much it is about; nothing is charged, so nobody is asked to confirm a sum. */
  isQuiet?: boolean;
  /** The amount is what can move at most; a person may lower it. */
  isAmountEditable?: boolean;
  needsReason?: boolean;
  isDestructive?: boolean;
};

const looks: Record<OrderVerbName, VerbLook> = {
  capture: {
    kind: "capture",
    label: "Capture",
    permission: "payment.capture",
    isMoney: true,
    explanation: "The money is taken from the hold. This cannot be undone; it can be refunded.",
  },
  retry_capture: {
    kind: "retry_capture",
    label: "Capture again",
    permission: "payment.retry_capture",
    isMoney: true,
    explanation:
      "The hold is still good. The same capture is tried once more. This cannot be undone; it can be refunded.",
  },
  authorize_and_capture: {
    kind: "authorize_and_capture",
    label: "New hold",
    permission: "payment.retry_capture",
    isMoney: true,
    explanation:
      "The old hold is gone. A new one is placed on the same card and captured in one step. This cannot be undone; it can be refunded.",
  },
  authorize: {
    kind: "authorize",
    label: "New hold",
    permission: "payment.authorize",
    isMoney: true,
    explanation: "The saved card is asked for a new hold. Nothing is taken until the goods ship.",
  },
  extend_hold: {
    kind: "extend_hold",
    label: "Renew hold",
    permission: "payment.extend_hold",
    isMoney: true,
    explanation:
      "A new hold is placed first; only when it stands is the old one released. For a moment the customer may see both. Nothing is taken until the goods ship.",
  },
  ask_customer: { kind: "ask_customer", label: "Ask customer", permission: "approval.request" },
  withdraw_link: {
    kind: "withdraw_link",
    label: "Take the link back",
    permission: "approval.withdraw",
    isDestructive: true,
    explanation: "The customer's link stops working at once.",
  },
  repair_link: {
    kind: "repair_link",
    label: "Repair the link",
    permission: "approval.request",
    explanation: "The old order's hold is released and both orders are linked. Nothing is charged.",
  },
  resync: { kind: "resync", label: "Ask the gateway", permission: "payment.resync" },
  release_goods: {
    kind: "release_goods",
    label: "Release goods",
    permission: "order.release",
    isQuiet: true,
  },
  ship: { kind: "ship", label: "Report shipped", permission: "order.ship", isQuiet: true },
  override: {
    kind: "override",
    label: "Override the payment",
    permission: "order.ship_on_override",
    isQuiet: true,
    needsReason: true,
    isDestructive: true,
    stands: "Nothing holds",
    explanation: "The goods may leave all the same, and the order is marked. Nothing is charged; the money stays owed.",
  },
  ask_override: {
    kind: "ask_override",
    label: "Ask for an override",
    permission: "order.ask_override",
    unless: "order.ship_on_override",
    isQuiet: true,
    needsReason: true,
    stands: "Nothing holds",
    explanation:
      "A supervisor sees it on the team page and may let the goods leave all the same. You hear what they said.",
  },
  refund: {
    kind: "refund",
    label: "Refund",
    permission: "payment.refund",
    isMoney: true,
    isAmountEditable: true,
    needsReason: true,
    explanation: "The money goes back the way it came. This cannot be undone.",
  },
  apply_money: {
    kind: "apply_money",
    label: "Apply to what is due",
    permission: "payment.refund",
    isMoney: true,
    explanation:
      "It pays what an order of the same line still owes, or pays it ahead before it ships. No gateway is asked; it stands in both histories.",
  },
  cancel_order: {
    kind: "cancel_order",
    label: "Cancel order",
    permission: "order.cancel",
    needsReason: true,
    isDestructive: true,
    explanation: "What has not shipped is cancelled and its holds are released at the bank.",
  },
  fraud_stop: {
    kind: "fraud_stop",
    label: "Stop for fraud",
    permission: "fraud.set",
    needsReason: true,
    isDestructive: true,
    explanation: "No money moves on any road until a supervisor lifts the stop. Open links to the customer end.",
  },
  lift_fraud_stop: {
    kind: "lift_fraud_stop",
    label: "Lift the fraud stop",
    permission: "fraud.lift",
    needsReason: true,
    explanation: "Money may move again.",
  },
};
