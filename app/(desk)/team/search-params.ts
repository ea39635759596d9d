import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { consolePeriods } from "@/lib/queries/team/console-period";

export const loadSearchParams = createLoader({ period: parseAsStringLiteral(consolePeriods).withDefault("today") });
