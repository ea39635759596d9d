import type { Money } from "@/lib/payments/money";
import { isPositive } from "@/lib/payments/money";
import type { NextStep, WorklistReason } from "@/lib/payments/order-state";
import { formatMoneyWithCurrency } from "./format-money";
import { whyText } from "./next-step-words";

export type NextStepFacts = {
  readonly reason: WorklistReason;
  readonly step: NextStep;
  readonly why: string;
  readonly amount: Money;
  readonly customer: string;
};

/** "Next: ask Carmen to approve the extra 41.18 USD". */
export function nextStepTitle({ reason, step, why, amount, customer }: NextStepFacts): string {
  const sum = formatMoneyWithCurrency(amount);
  switch (step) {
    case "ask_customer":
      return reason === "price_rise" && isPositive(amount)
        ? `Next: ask ${customer} to approve the extra ${sum}`
        : `Next: ask ${customer} to approve ${sum}`;
    case "remind_customer":
      return `Next: remind ${customer}`;
    case "call_customer":
      return `Next: call ${customer}`;
    case "ask_about_dispute":
      return `Next: ask ${customer} what is not right about ${sum}`;
    case "capture":
      return `Next: capture ${sum}`;
    case "retry_capture":
      return `Next: capture ${sum} again`;
    case "authorize_and_capture":
      return `Next: authorize and capture ${sum} in one step`;
    case "next_payment_method":
      return `Next: take ${sum} from the next payment method`;
    case "increase_authorization":
      return `Next: raise the hold by ${sum}`;
    case "extend_authorization":
      return `Next: have the gateway extend this hold, ${sum}`;
    case "renew_authorization":
      return `Next: get a new hold before this one ends, ${sum}`;
    case "authorize_again":
      return `Next: authorize ${sum} again`;
    case "new_payment_method":
      return `Next: get another way to pay ${sum}`;
    case "wait":
      return waitTitle(reason, why, customer);
    case "refund":
      return `Next: give ${sum} back`;
    case "resync":
      return `Next: find out what happened to ${sum}`;
    case "send_again":
      return "Next: have it sent again";
    case "review":
      return reason === "fraud_stop" ? "Stopped for fraud" : "Next: look at it closely";
    case "none":
      return "Nothing to do";
  }
}

/** Why: what stands in the way, then why this step and no other. */
export function nextStepWhy({ reason, why }: Pick<NextStepFacts, "reason" | "why">): string {
  const standing = standingWords[reason];
  const step = whyText(why);
  return standing === undefined || step === standing ? step : `${standing} ${step}`;
}

export function nextStepTone({ reason, step }: Pick<NextStepFacts, "reason" | "step">): "info" | "wait" | "bad" {
  if (reason === "fraud_stop") return "bad";
  return step === "wait" || step === "resync" ? "wait" : "info";
}

function waitTitle(reason: WorklistReason, why: string, customer: string): string {
  const known = waitTitles[why];
  if (reason === "authorization_expiring" && known !== undefined) return known;
  if (reason === "authorization_pending") return "Wait: the bank has not decided yet";
  return `Wait for ${customer}`;
}

const waitTitles: Readonly<Record<string, string>> = {
  ships_in_time: "Wait: the goods leave before the hold ends",
  renews_itself: "Wait: the house renews this hold by itself",
  renewing: "Wait: a new hold is being asked for",
  renewal_too_early: "Wait: the gateway renews this hold later",
};

const standingWords: Readonly<Partial<Record<WorklistReason, string>>> = {
  price_rise: "The price rose after it was agreed.",
  zero_price_quote: "Nothing was quoted, and now there is a price.",
  authorization_expired: "The hold has ended and nothing replaces it.",
  authorization_expiring: "The hold ends soon.",
  authorization_declined: "The bank refused the hold.",
  capture_failed: "The capture failed.",
  not_covered: "Not all of the money is held.",
};
