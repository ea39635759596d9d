import { createLoader, type inferParserType, parseAsString } from "nuqs/server";
import { listParams } from "@/components/data-table/list-params";

const ordersParams = {
  ...listParams,
  q: parseAsString,
  status: parseAsString,
  capture: parseAsString,
  source: parseAsString,
  hold_ends: parseAsString,
  account: parseAsString,
  own: parseAsString,
};

export const loadSearchParams = createLoader(ordersParams);
export type OrdersParams = inferParserType<typeof ordersParams>;
