import "server-only";
import { z } from "zod";
import { can } from "@/lib/auth/permissions";
import { database, setSandboxClock } from "@/lib/composition";
import { settings } from "@/lib/config/env";
import { logger } from "@/lib/config/logger";
import { requestSweep, waitUntilSettled } from "@/lib/operations/clock/carry-out-due-work";
import { type ClockMove, type ClockReading, moveClock, readClock } from "@/lib/operations/clock/move-clock";
import { toInstant } from "@/lib/payments/instant";
import { currentStaff } from "./actor";
import { findApiCaller } from "./api-caller";
import { isOwnMachine } from "./client-address";
import { correlationIdOf } from "./correlation";
import { defineEndpoint } from "./define-endpoint";
import { isOwnOrigin } from "./own-origin";
import { type Problem, problem } from "./problem";
import { readRequest } from "./read-request";

const settleMs = 20_000;

const endpoint = defineEndpoint({
  method: "POST",
  path: "/api/test/clock",
  operationId: "moveClock",
  summary: "Moves the clock forward",
  body: z
    .strictObject({
      advanceSeconds: z.int().positive().optional(),
      now: z.iso.datetime({ offset: true }).optional(),
    })
    .transform(({ advanceSeconds, now }, context): ClockMove => {
      if (advanceSeconds !== undefined && now === undefined) return { advanceSeconds };
      if (advanceSeconds === undefined && now !== undefined) return { now: toInstant(Date.parse(now)) };
      context.addIssue({ code: "custom", message: "give either advanceSeconds or now" });
      return z.NEVER;
    }),
  answers: { 200: { description: "The time now" } },
});

/** What time it is in the shop. Production mode has real time only and no such address. */
export async function answerClock(): Promise<Response> {
  if (settings().isProduction) return problem(absent);
  return Response.json(toJson(await readClock(database().pool)), { headers: { "cache-control": "no-store" } });
}

/** Moves the clock of the house and of the sandbox, has what fell due carried out, and answers when that is done. */
export async function moveClockOnRequest(request: Request): Promise<Response> {
  if (settings().isProduction) return problem(absent);
  const mover = await findMover(request);
  if (mover === null) return problem(forbidden);
  const read = await readRequest(endpoint, request, {});
  if (!read.ok) return problem(read.problem);
  const { pool } = database();
  const correlationId = correlationIdOf(request.headers);
  const moved = await moveClock(pool, read.body, { actor: mover, correlationId });
  if (!moved.ok) return problem({ status: 422, code: moved.reason, detail: details[moved.reason] });
  const hasSandboxFollowed = await setSandboxClock(new Date(moved.value.now));
  if (!hasSandboxFollowed) logger.warn({ correlationId }, "the sandbox did not follow the clock");
  await requestSweep(pool);
  const settled = await waitUntilSettled(pool, settleMs);
  return Response.json({ ...toJson(await readClock(pool)), settled }, { headers: { "cache-control": "no-store" } });
}

/**
 * Who may: an administrator, a holder of an API key, a program on this machine. Never a page of another site, which could otherwise use the
 * cookies of whoever looks at it.
 */
async function findMover(request: Request): Promise<string | null> {
  const { headers } = request;
  const isFromPage = headers.has("origin") || headers.has("sec-fetch-site");
  if (isFromPage && !isOwnOrigin(headers)) return null;
  const caller = await findApiCaller(database().pool, headers);
  if (caller) return `api:${caller.name}`;
  if (isOwnMachine(headers)) return "system:clock";
  const staff = await currentStaff();
  return staff && can(staff.role, "clock.move") ? `staff:${staff.userId}` : null;
}

function toJson({ now, offsetMs }: ClockReading): { now: string; offsetMs: number } {
  return { now: new Date(now).toISOString(), offsetMs };
}

const absent: Problem = { status: 404, code: "not_found" };
const forbidden: Problem = {
  status: 403,
  code: "not_permitted",
  detail: "The clock is moved by an administrator, with an API key, or by a program on this machine.",
};
const details = {
  time_goes_backwards: "Time never goes backwards.",
  jump_too_long: "At most ten years at once.",
} as const;
