import { DAY_MS, type Instant } from "@/lib/payments/instant";

const companyWords = /\b(ltd|llc|inc|gmbh|ag|as|ab|bv|sa|srl|plc|co|studio|repairs|verksted)\b\.?/i;

/** "Carmen" of "Carmen Moreno"; a company keeps its whole name. */
export function shortName(name: string): string {
  return companyWords.test(name) ? name : (name.trim().split(/\s+/)[0] ?? name);
}

/** "12 years with us", "customer since this year", "first order". */
export function relationshipText(customerSince: Instant | null, now: Instant, ordersCount: number): string {
  if (customerSince === null) return ordersCount <= 1 ? "First order" : `${ordersCount} orders`;
  const years = Math.floor((now - customerSince) / (365.25 * DAY_MS));
  if (years >= 1) return `${years} ${years === 1 ? "year" : "years"} with us`;
  const months = Math.floor((now - customerSince) / (30.4 * DAY_MS));
  if (months >= 1) return `${months} ${months === 1 ? "month" : "months"} with us`;
  return "New this month";
}

/** The voice that fits, and always why (UX C7). */
export function toneText(
  customerSince: Instant | null,
  now: Instant,
  failedBefore: number,
): { label: string; why: string } {
  const isLong = customerSince !== null && now - customerSince >= 2 * 365 * DAY_MS;
  if (failedBefore === 0 && isLong) return { label: "Gentle tone", why: "long history, first payment problem" };
  if (failedBefore === 0) return { label: "Friendly tone", why: "no payment problem before this one" };
  if (failedBefore < 3)
    return {
      label: "Plain tone",
      why: `${failedBefore} payment ${failedBefore === 1 ? "problem" : "problems"} before`,
    };
  return { label: "Firm tone", why: `${failedBefore} payment problems before` };
}
