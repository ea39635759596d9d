import { type Instant, toInstant } from "@/lib/payments/instant";
import type { Money } from "@/lib/payments/money";

export function toMoment(date: Date): Instant {
  return toInstant(date.getTime());
}

export function toMomentOrNull(date: Date | null): Instant | null {
  return date === null ? null : toMoment(date);
}

export function toDate(instant: Instant): Date {
  return new Date(instant);
}

export function toDateOrNull(instant: Instant | null | undefined): Date | null {
  return instant == null ? null : new Date(instant);
}

export function toMoney(amountMinor: bigint, currency: string): Money {
  return { amountMinor, currency };
}
