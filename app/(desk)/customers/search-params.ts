import { createLoader, parseAsString } from "nuqs/server";

export const loadSearchParams = createLoader({ q: parseAsString, after: parseAsString, before: parseAsString });
