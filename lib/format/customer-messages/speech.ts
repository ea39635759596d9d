import { currencyDecimals } from "@/lib/payments/currency";
import type { Instant } from "@/lib/payments/instant";
import type { Money } from "@/lib/payments/money";
import { type CustomerLanguage, languageTag } from "../customer-language";
import { dateFormat } from "../intl-formats";
import { de } from "./de";
import { type CustomerMessages, en } from "./en";
import { es } from "./es";
import { fr } from "./fr";

const messagesOf: Record<CustomerLanguage, CustomerMessages> = { en, de, fr, es };

/** One language as a customer hears it: the words, and amounts and moments as they are written there. */
export type CustomerSpeech = {
  readonly language: CustomerLanguage;
  readonly words: CustomerMessages;
  /** "1,200.00" or "1.200,00": digits in the currency's own decimals, without its code. */
  amount(amount: Money, options?: { isSigned?: boolean }): string;
  /** "1,200.00 USD". */
  amountWithCurrency(amount: Money, options?: { isSigned?: boolean }): string;
  /** "Tue 1 December", in the customer's own zone. */
  day(at: Instant, timeZone: string): string;
  time(at: Instant, timeZone: string): string;
  /** "Tue 1 December, 18:00". */
  moment(at: Instant, timeZone: string): string;
};

export function speakTo(language: CustomerLanguage, words: CustomerMessages = messagesOf[language]): CustomerSpeech {
  const tag = languageTag(language);
  const amount: CustomerSpeech["amount"] = ({ amountMinor, currency }, { isSigned = false } = {}) => {
    const decimals = currencyDecimals(currency);
    const format = new Intl.NumberFormat(tag, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: isSigned ? "exceptZero" : "auto",
    });
    return format.format(decimalText(amountMinor, decimals));
  };
  const day: CustomerSpeech["day"] = (at, timeZone) => {
    const text = dateFormat(tag, { timeZone, weekday: "short", day: "numeric", month: "long" }).format(at);
    return language === "en" ? text.replace(",", "") : text;
  };
  const time: CustomerSpeech["time"] = (at, timeZone) =>
    dateFormat(tag, { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
  return {
    language,
    words,
    amount,
    amountWithCurrency: (value, options) => `${amount(value, options)} ${value.currency}`,
    day,
    time,
    moment: (at, timeZone) => `${day(at, timeZone)}, ${time(at, timeZone)}`,
  };
}

/** Exact, whatever the size: the platform's formatter reads digits as text. */
function decimalText(amountMinor: bigint, decimals: number): Intl.StringNumericLiteral {
  const isNegative = amountMinor < 0n;
  const digits = (isNegative ? -amountMinor : amountMinor).toString().padStart(decimals + 1, "0");
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return `${isNegative ? "-" : ""}${text}` as Intl.StringNumericLiteral;
}
