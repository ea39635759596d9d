import type { AlertKind } from "@/lib/payments/alerting";
import type { Instant } from "@/lib/payments/instant";
import type { Money } from "@/lib/payments/money";
import { durationText } from "./duration-text";
import { formatMoneyWithCurrency } from "./format-money";

export type AlertFacts = {
  readonly kind: AlertKind;
  readonly orderNumber: string;
  readonly amount: Money;
  /** When the hold ends, or since when the gateway has been silent. */
  readonly at: Instant;
};

/** What is to be seen to, in one sentence, as of `now`. */
export function alertText({ kind, orderNumber, amount, at }: AlertFacts, now: Instant): string {
  const sum = formatMoneyWithCurrency(amount);
  if (kind === "money_unconfirmed")
    return `${orderNumber}: no answer about ${sum} for ${durationText(now - at)}. Nobody knows yet whether it moved.`;
  return at > now
    ? `${orderNumber}: the hold of ${sum} ends in ${durationText(at - now)}, and the order still needs it.`
    : `${orderNumber}: the hold of ${sum} has ended.`;
}
