import { openDoor } from "@/lib/server/api-hall";
import { openapiDocument } from "@/lib/server/api/openapi-document";
import { otherMethods } from "@/lib/server/api/other-methods";

/** Needs no key: it says nothing that this repository does not say. */
export const GET = openDoor(() => Response.json(openapiDocument(), { headers: { "cache-control": "no-cache" } }));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherMethods("GET");
