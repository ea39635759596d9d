import { type Money, money } from "@/lib/payments/money";
import { attemptActText } from "./attempt-words";
import { eventSentences } from "./event-sentences";
import { formatMoneyWithCurrency } from "./format-money";
import { houseReasonText } from "./house-reason-words";
import { isolated } from "./isolated";
import type { EventSentence, EventWords, SentenceScope } from "./sentence";

export type EventData = Readonly<Record<string, unknown>>;

/** What an event says to staff. One that nobody has worded yet is still readable; null for those that only tell the screen to look again. */
export function eventSentence(type: string, data: EventData, words: EventWords): EventSentence | null {
  const sentence = eventSentences[type];
  if (sentence === null) return null;
  if (sentence === undefined) return { kind: "system", tone: "none", text: capitalized(type), detail: null };
  return sentence(scopeOf(data, words));
}

function scopeOf(data: EventData, words: EventWords): SentenceScope {
  const word = (key: string) => {
    const text = data[key];
    return typeof text === "string" && text !== "" ? isolated(text) : null;
  };
  return {
    ...words,
    customer: isolated(words.customer),
    word: (key) => word(key) ?? (typeof data[key] === "number" ? String(data[key]) : null),
    amount: (key = "amountMinor") => {
      const amount = amountOf(word(key), word("currency"));
      return amount === null ? "an amount" : formatMoneyWithCurrency(amount);
    },
    method: words.methods.get(word("paymentMethodId") ?? "") ?? null,
    refusal: refusalOf(word("reason"), word("rawCode"), word("rawMessage")),
  };
}

function amountOf(minor: string | null, currency: string | null): Money | null {
  return minor !== null && currency !== null && /^-?\d+$/.test(minor) ? money(BigInt(minor), currency) : null;
}

/** "Not enough funds (insufficient_funds): Your card has insufficient funds." */
function refusalOf(reason: string | null, rawCode: string | null, rawMessage: string | null): string | null {
  const words = houseReasonText(reason);
  const code = rawCode === null ? words : words === null ? rawCode : `${words} (${rawCode})`;
  return [code, rawMessage].filter(Boolean).join(": ") || null;
}

function capitalized(type: string): string {
  const text = attemptActText(type);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
