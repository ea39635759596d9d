import { type DemoLine, goodsLines } from "./catalogue";
import { type Plan, place, type Step, ship, type Teller, type Told } from "./stories";

type Ending = "shipped" | "waiting";

/** A gift card pays what it is worth, the customer's card the rest. */
export const besideGiftCard =
  (ending: Ending): Teller =>
  (told) => {
    const lines = goodsLines(told.dice, told.customer.currency);
    const cardToken = `NL-GIFT-${told.orderNumber.slice(-4)}`;
    const worth = roundDown(totalOf(lines) / told.dice.whole(2, 4));
    return plan(told, ending, (days) =>
      place(told, "commerce", lines, days + 1, async (shop, card) => {
        await shop.sellGiftCard(told.customer, cardToken, worth);
        return [{ type: "stored_value", token: cardToken }, card];
      }),
    );
  };

/** A studio with a line of credit. */
export const onAccount =
  (ending: Ending): Teller =>
  (told) => {
    const lines = goodsLines(told.dice, told.customer.currency);
    return plan(told, ending, (days) =>
      place(told, "commerce", lines, days + 1, async (shop) => {
        await shop.grantCredit(told.customer, roundDown(totalOf(lines) * 20));
        return [{ type: "customer_account" }];
      }),
    );
  };

/** A check that is taken to the bank when it comes in; one of them comes back unpaid. */
export const byCheck =
  (ending: "paid" | "returned"): Teller =>
  (told) => {
    const lines = goodsLines(told.dice, told.customer.currency);
    const token = `CHK-${told.orderNumber.slice(-4)}`;
    const paid = plan(told, "shipped", (days) =>
      place(told, "commerce", lines, days + 1, async () => [{ type: "check", token }]),
    );
    if (ending === "paid") return paid;
    return {
      ...paid,
      steps: [...paid.steps, { afterDays: 4.5, act: (shop) => shop.returnCheck(told.orderNumber, token) }],
    };
  };

/** A transfer or cash that was received elsewhere. */
export const paidElsewhere =
  (type: "bank_slip" | "offline"): Teller =>
  (told) => {
    const lines = goodsLines(told.dice, told.customer.currency);
    return plan(told, "shipped", (days) =>
      place(told, "commerce", lines, days + 1, async () => [{ type, token: `ref-${told.orderNumber}` }]),
    );
  };

function plan(told: Told, ending: Ending, placeIn: (days: number) => Step): Plan {
  const days = told.dice.between(0.5, 3.5);
  const placed = placeIn(ending === "shipped" ? days : days + 3);
  return { source: "commerce", steps: ending === "shipped" ? [placed, ship(told, days)] : [placed] };
}

function totalOf(lines: readonly DemoLine[]): number {
  return lines.reduce((total, line) => total + line.quantity * line.unitPriceMinor + line.shippingMinor, 0);
}

/** Gift cards and credit come in round amounts. */
function roundDown(amountMinor: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(amountMinor)) - 1);
  return Math.max(1, Math.floor(amountMinor / step) * step);
}
