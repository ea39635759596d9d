import { openapiDocument } from "@/lib/server/api/openapi-document";
import { otherMethods } from "@/lib/server/api/other-methods";

/** Needs no key: it says nothing that this repository does not say. */
export function GET(): Response {
  return Response.json(openapiDocument(), { headers: { "cache-control": "no-cache" } });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
