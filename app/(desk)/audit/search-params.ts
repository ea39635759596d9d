import { createLoader, parseAsString } from "nuqs/server";

const auditParams = {
  who: parseAsString,
  kind: parseAsString,
  order: parseAsString,
  from: parseAsString,
  until: parseAsString,
  after: parseAsString,
  before: parseAsString,
};

export const loadSearchParams = createLoader(auditParams);
