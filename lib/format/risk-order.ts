/** The default order of every list of unpaid orders, as it is printed under its title. The rule itself is lib/queries/worklists/risk-order.ts. */
export const riskOrderText =
  "Larger amounts first, in bands from 1,000, 250 and 50; within a band, least time left first.";
