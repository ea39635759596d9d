import { type inferParserType, parseAsString } from "nuqs/server";
import { listParams } from "@/components/data-table/list-params";

/** The only description of the URL of a list of unpaid orders; every parameter is one removable chip. */
export const worklistParams = {
  ...listParams,
  reason: parseAsString,
  above: parseAsString,
  hold_left: parseAsString,
  owner: parseAsString,
  gateway: parseAsString,
  method: parseAsString,
  own: parseAsString,
  snoozed: parseAsString,
};

export type WorklistParams = inferParserType<typeof worklistParams>;
