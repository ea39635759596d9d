import type { HouseHoldState, HouseRefusal } from "./house-ledger";
import { compare, isPositive, isZero, type Money, subtract } from "./money";
import { ok, type Result, refused } from "./result";

/** A gift card or a line of credit: what is on it (below zero: what is owed), what is held of it, and how far below zero it may go. */
export type HouseBalance = { readonly balance: Money; readonly held: Money; readonly limit: Money };

/** A balance with what may still be spent of it. */
export type BalanceState = { readonly balance: Money; readonly held: Money; readonly available: Money };

/** What may still be spent: balance + limit - held; never negative while the ledger is sound (MT-3). */
export function availableOf({ balance, held, limit }: HouseBalance): Money {
  return { amountMinor: balance.amountMinor + limit.amountMinor - held.amountMinor, currency: balance.currency };
}

/**
 * Whether `amount` (minor units) may be held. Refuses another currency than the balance's and more than is available: as a balance that is too small
 * where there is no credit, as a limit that is reached where there is (MT-5).
 */
export function decideHold(balance: HouseBalance, amount: Money, isCredit: boolean): Result<null, HouseRefusal> {
  if (balance.balance.currency !== amount.currency) return refused("currency_differs");
  if (compare(availableOf(balance), amount) < 0) return refused(isCredit ? "limit_reached" : "balance_too_small");
  return ok(null);
}

/** Whether `amount` may be taken from a hold, and what a last take lets go. Refuses a hold that is released or spent, and more than its rest (I1). */
export function decideTake(
  hold: HouseHoldState,
  amount: Money,
  isFinal: boolean,
): Result<{ released: Money }, HouseRefusal> {
  if (hold.amount.currency !== amount.currency) return refused("currency_differs");
  const rest = restOf(hold);
  if (isZero(rest)) return refused(isPositive(hold.taken) ? "hold_spent" : "hold_released");
  if (compare(amount, rest) > 0) return refused("more_than_held");
  const left = subtract(rest, amount);
  return ok({ released: isFinal ? left : subtract(left, left) });
}

/** What a release lets go. Nothing left of a hold that was spent, or of a check that is in the bank already, can be let go: that is a refund. */
export function decideRelease(hold: HouseHoldState): Result<{ amount: Money }, HouseRefusal> {
  const rest = restOf(hold);
  if (isZero(rest)) return refused(isPositive(hold.taken) ? "hold_spent" : "hold_released");
  if (hold.isDeposited) return refused("hold_spent");
  return ok({ amount: rest });
}

/** Whether `amount` of one take may go back, given what has gone back of that very take (I2). */
export function decideGiveBack(take: { amount: Money; givenBack: Money }, amount: Money): Result<null, HouseRefusal> {
  if (take.amount.currency !== amount.currency) return refused("currency_differs");
  const rest = subtract(take.amount, take.givenBack);
  if (!isPositive(rest)) return refused("all_given_back");
  return compare(amount, rest) > 0 ? refused("more_than_taken") : ok(null);
}

export type BounceRefusal = "check_not_deposited" | "capture_refunded" | "check_already_returned";

/** Whether a check can come back unpaid: only from the bank, once, and not after its money was paid out again (MT-5). */
export function decideBounce(hold: HouseHoldState): Result<null, BounceRefusal> {
  if (!hold.isDeposited) return refused("check_not_deposited");
  if (isPositive(hold.givenBack)) {
    return refused(compare(hold.givenBack, hold.taken) >= 0 ? "check_already_returned" : "capture_refunded");
  }
  if (isZero(hold.taken) && isZero(restOf(hold))) return refused("check_already_returned");
  return ok(null);
}

/** What a hold still holds: amount - taken - released. */
export function restOf(hold: HouseHoldState): Money {
  return subtract(subtract(hold.amount, hold.taken), hold.released);
}
