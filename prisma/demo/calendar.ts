import type { Dice } from "./dice";
import { besideGiftCard, byCheck, onAccount, paidElsewhere } from "./house-stories";
import { fromPaypal } from "./paypal-stories";
import {
  cancelled,
  failedCapture,
  fraud,
  lateGoods,
  purchase,
  refusedCard,
  repair,
  risingRepair,
  type Teller,
  waiting,
  zeroPriceQuote,
} from "./stories";

/** One order of the demo shop: how many days before today it was placed, and what becomes of it. */
export type Entry = { readonly ageDays: number; readonly tell: Teller };

/** How long the shop has been open, and how many orders it has had. Test mode needs every state, and no long past. */
export const shopSizes = { demo: { days: 92, orders: 400 }, test: { days: 16, orders: 130 } } as const;

/** Every state of the desk that must be there today, with ages that bring it about. */
const today: readonly [count: number, youngest: number, oldest: number, tell: Teller][] = [
  [9, 1.4, 5.5, risingRepair("not_asked")],
  [9, 1.7, 6, risingRepair("asked")],
  [5, 2.2, 6, risingRepair("opened")],
  [3, 2.4, 6, risingRepair("refused")],
  [3, 2.4, 6, risingRepair("payment_failed")],
  [2, 9, 11, risingRepair("link_ended")],
  [4, 1.2, 6, zeroPriceQuote(false)],
  [3, 1.8, 6, zeroPriceQuote(true)],
  [7, 7.2, 9, lateGoods(false)],
  [3, 8, 9, lateGoods(true)],
  [3, 1.7, 2.4, failedCapture("insufficient_funds", "again")],
  [2, 1.7, 4, failedCapture("expired_card", "again")],
  [4, 1.7, 5, failedCapture("charge_expired_for_capture", "no_new_hold")],
  [1, 1.7, 4, failedCapture("stolen_card", "once")],
  [1, 1.7, 4, failedCapture("incorrect_cvc", "once")],
  [4, 0.3, 5, refusedCard],
  [2, 0.5, 4, fraud],
  [4, 4.5, 11, besideGiftCard("shipped")],
  [3, 0.4, 3, besideGiftCard("waiting")],
  [4, 5, 11, onAccount("shipped")],
  [3, 0.4, 3, onAccount("waiting")],
  [2, 5, 9, byCheck("paid")],
  [1, 5, 6, byCheck("returned")],
  [3, 4.5, 10, paidElsewhere("bank_slip")],
  [5, 3, 12, fromPaypal("shipped")],
  [4, 0.3, 5, fromPaypal("waiting")],
  [1, 5, 8, paidElsewhere("offline")],
  [9, 4.2, 6.6, waiting],
  [22, 0.1, 3.2, waiting],
];

const history: readonly [weight: number, tell: Teller][] = [
  [0.62, purchase],
  [0.12, repair],
  [0.1, risingRepair("approved")],
  [0.05, lateGoods(false)],
  [0.05, failedCapture("processing_error", "once")],
  [0.06, cancelled],
];

export function planShop(dice: Dice, { days, orders }: { days: number; orders: number }): Entry[] {
  const entries = today.flatMap(([count, youngest, oldest, tell]) =>
    Array.from({ length: count }, () => ({ ageDays: dice.between(youngest, oldest), tell })),
  );
  // The numbers after these are the successors'.
  if (entries.length > orders) throw new Error(`${entries.length} orders of today do not fit among ${orders}.`);
  while (entries.length < orders) entries.push({ ageDays: dice.between(7, days - 1), tell: weighted(dice) });
  return entries.sort((a, b) => b.ageDays - a.ageDays);
}

function weighted(dice: Dice): Teller {
  let roll = dice.next();
  for (const [weight, tell] of history) {
    roll -= weight;
    if (roll < 0) return tell;
  }
  return purchase;
}
