import { answerHealth } from "@/lib/server/health-door";

export const dynamic = "force-dynamic";

export const GET = answerHealth;
