import { worklistNames } from "@/lib/payments/order-state";
import { listApiWorklist } from "@/lib/queries/api/list-api-worklist";
import { getWorklistEndpoint } from "@/lib/server/api/get-worklist-endpoint";
import { invalidCursor } from "@/lib/server/api/invalid-cursor";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute, refusal } from "@/lib/server/define-route";

export const GET = defineRoute(getWorklistEndpoint, async ({ queries }, { params: { name }, query }) => {
  if (!worklistNames.some((known) => known === name)) return refusal("worklist_not_found");
  const page = await listApiWorklist(queries, name, query.reason, query);
  return page ? answer(200, page) : invalidCursor;
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
