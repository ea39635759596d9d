/** The default order of every list of unpaid orders, as it is printed under its title. The rule itself is lib/queries/worklists/risk-order.ts. */
export const riskOrderText =
  "First the money that lapses before it can ship; then larger amounts, in bands from 1,000, 250 and 50; within a band, least time left first.";

/** The same where no hold stands behind the money. */
export const unappliedOrderText =
  "Larger amounts first, in bands from 1,000, 250 and 50; within a band, least time left first.";
