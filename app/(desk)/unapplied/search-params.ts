import { createLoader } from "nuqs/server";
import { worklistParams } from "../_lists/worklist-params";

export const loadSearchParams = createLoader(worklistParams);
