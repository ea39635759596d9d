import "server-only";
import { database } from "@/lib/composition";
import { readHealth } from "./health";

export async function answerHealth(): Promise<Response> {
  const health = await readHealth(database().pool);
  return Response.json(health, {
    status: health.status === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
