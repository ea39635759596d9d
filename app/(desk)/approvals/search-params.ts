import { createLoader, parseAsStringLiteral } from "nuqs/server";
import { listParams } from "@/components/data-table/list-params";
import { awaitingStates } from "@/lib/queries/approvals/awaiting-state";

export const loadSearchParams = createLoader({ ...listParams, state: parseAsStringLiteral(awaitingStates) });
