import { finding, goodsLines, repairLines, risenLines } from "./catalogue";
import type { Dice } from "./dice";
import type { Customer, DemoMethods, Shop } from "./shop";

const DAY = 1;

/** One thing that happens in the life of a demo order, so many days after it was placed. */
export type Step = { readonly afterDays: number; act(shop: Shop): Promise<void> };
export type Plan = {
  readonly source: "commerce" | "quote" | "repair";
  readonly steps: readonly Step[];
  /** The bank refuses every new charge to this customer's card from now on: no later story is about them. */
  readonly spoilsCard?: boolean;
};
export type Teller = (told: {
  dice: Dice;
  customer: Customer;
  orderNumber: string;
  placedAt: Date;
  ageDays: number;
}) => Plan;

export type Told = Parameters<Teller>[0];

/** A purchase that ships in a few days and is captured. */
export const purchase: Teller = (told) => {
  const days = told.dice.between(0.5, 4.5);
  return {
    source: "commerce",
    steps: [place(told, "commerce", goodsLines(told.dice, told.customer.currency), days + 1), ship(told, days)],
  };
};

/** A repair that costs what was quoted. */
export const repair: Teller = (told) => {
  const days = told.dice.between(2, 6);
  return {
    source: "repair",
    steps: [place(told, "repair", repairLines(told.dice, told.customer.currency), days + 1), ship(told, days)],
  };
};

export type RiseEnding = "not_asked" | "asked" | "opened" | "refused" | "payment_failed" | "link_ended" | "approved";

/** A repair whose price rises, and what its customer does about it. */
export const risingRepair =
  (ending: RiseEnding): Teller =>
  (told) => {
    const lines = repairLines(told.dice, told.customer.currency);
    const why = finding(told.dice);
    const link: { id?: string } = {};
    const steps: Step[] = [
      place(told, "repair", lines, told.dice.between(5, 8)),
      {
        afterDays: 1.2 * DAY,
        act: (shop) => shop.reprice(told.orderNumber, risenLines(told.dice, lines, told.customer.currency), why),
      },
    ];
    if (ending !== "not_asked")
      steps.push({
        afterDays: 1.5,
        act: async (shop) => {
          link.id = await shop.ask(told.orderNumber, { note: why });
        },
      });
    const withLink = (afterDays: number, act: (shop: Shop, id: string) => Promise<void>): Step => ({
      afterDays,
      act: (shop) => (link.id ? act(shop, link.id) : Promise.resolve()),
    });
    if (ending !== "not_asked" && ending !== "asked" && ending !== "link_ended")
      steps.push(withLink(1.9, (shop, id) => shop.open(id)));
    if (ending === "refused")
      steps.push(withLink(2.1, (shop, id) => shop.refuse(id, "That is more than the camera is worth to me")));
    if (ending === "payment_failed") {
      steps.push(
        withLink(2.1, async (shop, id) => {
          await shop.refuseAuthorizations(told.customer, "insufficient_funds");
          await shop.approve(id);
        }),
      );
    }
    if (ending === "approved") {
      steps.push(withLink(2.1, (shop, id) => shop.approve(id)));
      steps.push({ afterDays: 4.6, act: async (shop) => shop.ship(await shop.latest(told.orderNumber)) });
    }
    return { source: "repair", steps };
  };

/** A quote for nothing that turns out to cost something: it always needs the customer. */
export const zeroPriceQuote =
  (isAsked: boolean): Teller =>
  (told) => {
    const lines = repairLines(told.dice, told.customer.currency);
    const free = lines.map((line) => ({ ...line, unitPriceMinor: 0, shippingMinor: 0 }));
    const steps: Step[] = [
      place(told, "quote", free, 9),
      { afterDays: 1, act: (shop) => shop.reprice(told.orderNumber, lines, "the warranty does not cover this damage") },
    ];
    if (isAsked)
      steps.push({
        afterDays: 1.4,
        act: async (shop) =>
          void (await shop.ask(told.orderNumber, { note: "the warranty does not cover this damage" })),
      });
    return { source: "quote", steps };
  };

/** Goods that come late: the hold ends first. Old ones were charged again when they shipped; young ones wait on the desk. */
export const lateGoods =
  (isAsked: boolean): Teller =>
  (told) => {
    const days = told.dice.between(9, 14);
    const steps: Step[] = [place(told, "commerce", goodsLines(told.dice, told.customer.currency), days)];
    if (told.ageDays > 15) steps.push(ship(told, days));
    else if (isAsked)
      steps.push({
        afterDays: 7.6,
        act: async (shop) =>
          void (await shop.ask(told.orderNumber, {
            reason: "authorization_expired",
            note: "the goods come later than planned",
            estimatedDeliveryDate: isoDay(told.placedAt, days + 3),
          })),
      });
    return { source: "commerce", steps };
  };

/** Shipped, and the gateway refuses the capture: once, so that a later try succeeds, or again and again, so that a person must see to it. */
export const failedCapture =
  (code: string, again: "once" | "again" | "no_new_hold"): Teller =>
  (told) => {
    const days = told.dice.between(0.6, 1.6);
    const steps: Step[] = [
      place(told, "commerce", goodsLines(told.dice, told.customer.currency), days + 1),
      {
        afterDays: days,
        act: async (shop) => {
          await shop.refuseCaptures(told.orderNumber, code, again === "again" ? 9 : 1);
          if (again === "no_new_hold") await shop.refuseAuthorizations(told.customer, "do_not_honor", 9);
          await shop.ship(told.orderNumber);
        },
      },
    ];
    return { source: "commerce", steps, spoilsCard: again === "no_new_hold" };
  };

/** The bank says no at the checkout. */
export const refusedCard: Teller = (told) => {
  const lines = goodsLines(told.dice, told.customer.currency);
  const first = place(told, "commerce", lines, 4);
  return {
    source: "commerce",
    steps: [
      {
        afterDays: 0,
        act: async (shop) => {
          await shop.refuseAuthorizations(told.customer, "insufficient_funds");
          await first.act(shop);
        },
      },
    ],
  };
};

export const cancelled: Teller = (told) => ({
  source: "commerce",
  steps: [
    place(told, "commerce", goodsLines(told.dice, told.customer.currency), 5),
    {
      afterDays: told.dice.between(0.4, 2),
      act: (shop) => shop.cancel(told.orderNumber, "The customer changed their mind"),
    },
  ],
});

export const fraud: Teller = (told) => ({
  source: "commerce",
  steps: [
    place(told, "commerce", goodsLines(told.dice, told.customer.currency), 4),
    { afterDays: 0.3, act: (shop) => shop.stopForFraud(told.orderNumber) },
  ],
});

/** Placed and waiting for its day: nothing is wrong with it. */
export const waiting: Teller = (told) => ({
  source: "commerce",
  steps: [place(told, "commerce", goodsLines(told.dice, told.customer.currency), told.dice.between(3, 6))],
});

export function place(
  { customer, orderNumber, placedAt, dice }: Told,
  source: "commerce" | "quote" | "repair",
  lines: ReturnType<typeof goodsLines>,
  shipsInDays: number,
  methods?: DemoMethods,
): Step {
  const promisedShipAt = new Date(placedAt.getTime() + Math.ceil(shipsInDays) * 86_400_000);
  const reference = source === "commerce" ? undefined : `Q-${dice.whole(100, 999)}`;
  return {
    afterDays: 0,
    act: (shop) => shop.place(orderNumber, { customer, source, lines, promisedShipAt, reference, methods }),
  };
}

export function ship({ orderNumber }: Told, afterDays: number): Step {
  return { afterDays, act: (shop) => shop.ship(orderNumber) };
}

function isoDay(from: Date, days: number): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
