import { createLoader } from "nuqs/server";
import { listParams } from "@/components/data-table/list-params";

export const loadSearchParams = createLoader(listParams);
