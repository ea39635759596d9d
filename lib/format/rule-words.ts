import { currencyDecimals, isCurrency } from "@/lib/payments/currency";
import { type HouseReason, houseReasons } from "@/lib/payments/decline-reasons";
import { type Money, money } from "@/lib/payments/money";
import type { RecoveryAction, RecoveryRule, RecoveryTask, RuleMatch } from "@/lib/payments/recovery-rules";
import type { RetrySchedule } from "@/lib/payments/retry-schedule";
import type { RuleProblem } from "@/lib/payments/rule-problems";
import { formatMoneyWithCurrency } from "./format-money";
import { gatewayText } from "./gateway-words";
import { houseReasonWords } from "./house-reason-words";

export const recoveryActionWords = {
  retry_capture: "Capture again later",
  authorize_and_capture: "Authorize and capture",
  renew_authorization: "Renew the authorization",
  next_payment_method: "Next payment method",
  ask_customer: "Ask the customer by link",
  make_task: "Make a task",
  stop: "Stop, never again",
} as const satisfies Record<RecoveryAction, string>;

export const recoveryTaskWords = {
  review: "look at it closely",
  call_customer: "call the customer",
  new_payment_method: "get another way to pay",
  resync: "ask the gateway",
} as const satisfies Record<RecoveryTask, string>;

/** "Not enough funds, Card limit reached; from try 3". */
export function matchText(match: RuleMatch): string {
  const parts = [
    match.reasons?.map((reason) => houseReasonWords[reason]).join(", "),
    match.rawCodes && `code ${match.rawCodes.join(", ")}`,
    match.gateways && `at ${match.gateways.map(gatewayText).join(", ")}`,
    match.methodKinds && `paid by ${match.methodKinds.join(", ").replaceAll("_", " ")}`,
    match.segments && `${match.segments.join(" or ")} customers`,
    match.attemptFrom && `from try ${match.attemptFrom}`,
    match.attemptTo && `up to try ${match.attemptTo}`,
    match.amountFrom && `from ${formatMoneyWithCurrency(match.amountFrom)}`,
    match.amountBelow && `below ${formatMoneyWithCurrency(match.amountBelow)}`,
  ].filter((part) => part !== undefined && part !== "");
  return parts.length === 0 ? "Every failure" : parts.join("; ");
}

/** "4 h, 1 d, 3 d; 9 to 17 h, Monday to Friday, on the payer's clock". */
export function scheduleText({ waitsMinutes, hours }: RetrySchedule): string {
  const waits = waitsMinutes.map(waitText).join(", ");
  if (hours === null) return waits;
  const days = hours.isWeekdaysOnly ? ", Monday to Friday" : "";
  return `${waits}; ${hours.fromHour} to ${hours.toHour} h${days}, on the ${hours.zone === "payer" ? "payer's" : "shop's"} clock`;
}

/** One wait as people write it; `parseWaits` reads it back. */
export function waitText(minutes: number): string {
  if (minutes === 0) return "at once";
  if (minutes % 1440 === 0) return `${minutes / 1440} d`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}

const unitMinutes: Readonly<Record<string, number>> = { min: 1, h: 60, d: 1440 };

/** Reads "5 min, 1 h, 3 d" or "at once" as minutes; undefined where a part is none of them. */
export function parseWaits(text: string): number[] | undefined {
  const parts = text.split(",").map((part) => part.trim().toLowerCase());
  if (parts.length === 1 && parts[0] === "") return [];
  const minutes = parts.map((part) => {
    if (part === "at once") return 0;
    const [, count = "", unit = ""] = /^(\d{1,5}) ?(min|h|d)$/.exec(part) ?? [];
    return Number(count) * (unitMinutes[unit] ?? Number.NaN);
  });
  return minutes.some(Number.isNaN) ? undefined : minutes;
}

/** An amount as its form shows it: plain digits in the currency's own decimals, then the code. */
export function ruleAmountText({ amountMinor, currency }: Money): string {
  const decimals = currencyDecimals(currency);
  const digits = amountMinor.toString().padStart(decimals + 1, "0");
  return `${decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`} ${currency}`;
}

/** Reads "200.00 USD"; undefined where it is no amount of a currency we know, or has more decimals than the currency. */
export function parseRuleAmount(text: string): Money | undefined {
  const [, whole = "", fraction = "", currency = ""] =
    /^(\d{1,12})(?:\.(\d{1,3}))? ([A-Z]{3})$/.exec(text.trim().toUpperCase()) ?? [];
  if (!isCurrency(currency) || fraction.length > currencyDecimals(currency)) return undefined;
  return money(BigInt(whole + fraction.padEnd(currencyDecimals(currency), "0")), currency);
}

/** What happens after the tries: "4 tries, then ask the customer by link". */
export function triesText(rule: RecoveryRule): string {
  if (rule.action === "make_task") return recoveryTaskWords[rule.task];
  if (rule.action === "ask_customer" || rule.action === "stop") return "";
  const then = rule.afterwards === "ask_customer" ? "ask the customer by link" : recoveryTaskWords[rule.task];
  return `at most ${rule.maxAttempts} ${rule.maxAttempts === 1 ? "try" : "tries"}, then ${then}`;
}

export function ruleProblemText({ problem, detail }: RuleProblem): string {
  switch (problem) {
    case "no_rules":
      return "There is no rule: every failure would go to a person.";
    case "same_name_twice":
      return `Another rule has the name “${detail}”.`;
    case "never_reached":
      return `It is never reached: “${detail}” in front of it fits every failure.`;
    case "locked_reason":
      return `“${houseReasonWords[detail as HouseReason]}” may never be tried again; the networks charge for each repeat.`;
    case "no_wait":
      return "Say how long to wait before the next try.";
    case "hours_are_empty":
      return "The business hours end before they begin.";
  }
}

export const reasonChoices = houseReasons.map((reason) => ({ value: reason, label: houseReasonWords[reason] }));
