import { listStatusFields } from "@/lib/queries/status-fields/list-status-fields";
import { otherMethods } from "@/lib/server/api/other-methods";
import { listStatusFieldsEndpoint } from "@/lib/server/api/status-field-endpoints";
import { answer, defineRoute } from "@/lib/server/define-route";

export const GET = defineRoute(listStatusFieldsEndpoint, async ({ queries }) =>
  answer(200, { items: await listStatusFields(queries) }),
);

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
