import "server-only";
import { database } from "@/lib/composition";
import { settings } from "@/lib/config/env";
import { findApiCaller } from "./api-caller";
import { isOwnMachine } from "./client-address";
import { readMetrics } from "./metrics";
import { problem } from "./problem";

/** For the collector: with an API key; in demo and test mode also from this machine without one. */
export async function answerMetrics(request: Request): Promise<Response> {
  const isFree = !settings().isProduction && isOwnMachine(request.headers);
  if (!isFree && !(await findApiCaller(database().pool, request.headers))) {
    return problem({ status: 401, code: "unauthorized", headers: { "www-authenticate": "Bearer" } });
  }
  const { text, contentType } = await readMetrics();
  return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
}
