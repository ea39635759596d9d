import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { captureCauses } from "@/lib/format/capture-cause";

export const loadSearchParams = createLoader({ cause: parseAsStringLiteral(captureCauses) });
