import { openDoor } from "@/lib/server/api-hall";
import { problem } from "@/lib/server/problem";

const noSuchPath = openDoor(() =>
  problem({ status: 404, code: "path_not_found", detail: "GET /api/v1/openapi.json lists every path." }),
);

export const GET = noSuchPath;
export const POST = noSuchPath;
export const PUT = noSuchPath;
export const PATCH = noSuchPath;
export const DELETE = noSuchPath;
