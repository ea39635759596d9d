import "server-only";
import { database } from "@/lib/composition";
import { readStaff } from "./actor";
import { readFreshness } from "./freshness";
import { problem } from "./problem";

/** Polled by every open page, so it neither counts as a sign of life of the person nor costs more than one small read. */
export async function answerFreshness(): Promise<Response> {
  const staff = await readStaff({ isPassive: true });
  if (!staff) return problem({ status: 401, code: "unauthorized" });
  const text = await readFreshness(database().pool, staff.storeId);
  return new Response(text, { headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
}
