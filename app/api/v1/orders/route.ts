import { listApiOrders } from "@/lib/queries/api/list-api-orders";
import { invalidCursor } from "@/lib/server/api/invalid-cursor";
import { listOrdersEndpoint } from "@/lib/server/api/list-orders-endpoint";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute } from "@/lib/server/define-route";

export const GET = defineRoute(listOrdersEndpoint, async ({ queries }, { query: { limit, cursor, ...filter } }) => {
  const page = await listApiOrders(queries, filter, { limit, cursor });
  return page ? answer(200, page) : invalidCursor;
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
