import { answerFreshness } from "@/lib/server/freshness-door";

export const GET = answerFreshness;
