import { answerClock, moveClockOnRequest } from "@/lib/server/clock-door";

export const dynamic = "force-dynamic";

export const GET = answerClock;
export const POST = moveClockOnRequest;
