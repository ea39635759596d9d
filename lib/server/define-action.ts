import "server-only";
import { refresh } from "next/cache";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { can, type Permission } from "@/lib/auth/permissions";
import { safeReturnTo } from "@/lib/auth/return-to";
import type { Staff } from "@/lib/auth/staff";
import { operationContext } from "@/lib/composition";
import { logger } from "@/lib/config/logger";
import type { AttemptRow } from "@/lib/db/stores/attempt-store";
import { refusalText } from "@/lib/format/refusal-words";
import type { OperationContext } from "@/lib/operations/operation-context";
import type { Result } from "@/lib/payments/result";
import type { ActionState, FormAction, OnceView, UndoView } from "./action-state";
import { currentStaff, noteRefusedPermission } from "./actor";
import { correlationIdOf } from "./correlation";
import { isOwnOrigin } from "./own-origin";
import { parseForm } from "./parse-form";
import { claimOnce, freeOnce, type OnceKey, storeOnce } from "./run-once";
import { waitForAttempts } from "./wait-for-attempts";
import { forgetReads } from "./while-fresh";

export type ActionCall = { readonly context: OperationContext; readonly staff: Staff };

export type ActionDefinition<S extends z.ZodObject, T> = {
  readonly permission: Permission;
  readonly schema: S;
  readonly run: (call: ActionCall, input: z.output<S>) => Promise<Result<T, string>>;
  readonly message?: string | ((value: T, input: z.output<S>) => string);
  /** The attempts that the verb asked for; the answer then waits a little for their outcome. */
  readonly waitFor?: (value: T) => readonly string[];
  readonly waitMs?: number;
  readonly describe?: (value: T, attempts: readonly AttemptRow[]) => string;
  readonly redirectTo?: (value: T, input: z.output<S>) => string;
  /** For reversible acts: what takes it back. */
  readonly undo?: (value: T, input: z.output<S>) => UndoView | undefined;
  /** What only this answer says. Such an action takes no `requestId`: a repeated post is answered from a table, and a secret must never stand in one. */
  readonly once?: (value: T) => OnceView;
};

/** One door for a form: origin, person, permission, fields, then the verb. Refusals are words, bugs are a reference into the log. */
export function defineAction<S extends z.ZodObject, T>(definition: ActionDefinition<S, T>): FormAction {
  return async (_previous, form) => {
    const startedAt = performance.now();
    const incoming = await headers();
    const correlationId = correlationIdOf(incoming);
    const log = logger.child({ correlationId, permission: definition.permission });
    let answer: Answered;
    try {
      answer = await answerForm(definition, form, incoming, correlationId);
    } catch (error) {
      unstable_rethrow(error);
      log.error({ err: error }, "action failed");
      answer = { state: failed(correlationId) };
    }
    const { status, reason } = answer.state;
    log.info({ status, reason, durationMs: Math.round(performance.now() - startedAt) }, "action");
    if (answer.redirectTo !== undefined) redirect(safeReturnTo(answer.redirectTo));
    // Without a session the page read anew would be the sign-in page, and what was typed on this one would be gone.
    if (status !== "invalid" && reason !== "not_signed_in") refresh();
    return answer.state;
  };
}

type Answered = { state: ActionState; redirectTo?: string };

async function answerForm<S extends z.ZodObject, T>(
  definition: ActionDefinition<S, T>,
  form: FormData,
  incoming: Headers,
  correlationId: string,
): Promise<Answered> {
  if (!isOwnOrigin(incoming)) return { state: refusal("foreign_origin") };
  const staff = await currentStaff();
  if (!staff) return { state: refusal("not_signed_in") };
  if (!can(staff.role, definition.permission)) {
    await noteRefusedPermission(staff, definition.permission);
    return { state: refusal("not_permitted") };
  }
  const parsed = parseForm(definition.schema, form);
  if (!parsed.ok) return { state: { status: "invalid", fieldErrors: parsed.fieldErrors } };
  const context = operationContext({
    storeId: staff.storeId,
    actor: { kind: "staff", userId: staff.userId, name: staff.name },
    correlationId,
  });
  try {
    return await runOnce(definition, { context, staff }, parsed.value);
  } finally {
    forgetReads(staff.storeId);
  }
}

/** A form posted twice (double click, lost answer) runs once: the request id was minted when the form was opened. */
async function runOnce<S extends z.ZodObject, T>(
  definition: ActionDefinition<S, T>,
  call: ActionCall,
  input: z.output<S>,
): Promise<Answered> {
  const { requestId } = input as { requestId?: unknown };
  if (typeof requestId !== "string") return runVerb(definition, call, input);
  if (definition.once) throw new Error("an answer that holds a secret may not be kept");
  const { pool, storeId } = call.context;
  const once: OnceKey = {
    storeId,
    owner: `staff:${call.staff.userId}`,
    key: requestId,
    requestHash: definition.permission,
  };
  const claim = await claimOnce(pool, once);
  if (claim.kind === "stored") return claim.answer.response as Answered;
  if (claim.kind !== "run") return { state: refusal("already_in_progress") };
  let isDone = false;
  try {
    const answer = await runVerb(definition, call, input);
    isDone = answer.state.status === "ok";
    if (isDone) await storeOnce(pool, once, { status: 200, response: answer });
    return answer;
  } finally {
    if (!isDone) await freeOnce(pool, once);
  }
}

async function runVerb<S extends z.ZodObject, T>(
  definition: ActionDefinition<S, T>,
  call: ActionCall,
  input: z.output<S>,
): Promise<Answered> {
  const result = await definition.run(call, input);
  if (!result.ok) return { state: refusal(result.reason, result.detail) };
  const { value } = result;
  let text = typeof definition.message === "function" ? definition.message(value, input) : definition.message;
  let isRefused = false;
  if (definition.waitFor) {
    const ids = definition.waitFor(value);
    const attempts = await waitForAttempts(call.context.pool, call.context.storeId, ids, definition.waitMs);
    text = definition.describe?.(value, attempts) ?? text;
    isRefused = attempts.some(({ status }) => status === "declined" || status === "rejected");
  }
  const redirectTo = definition.redirectTo?.(value, input);
  const undo = definition.undo?.(value, input);
  const once = definition.once?.(value);
  return {
    state: {
      status: "ok",
      ...(text !== undefined && { message: text }),
      ...(isRefused && { isRefused }),
      ...(undo !== undefined && { undo }),
      ...(once !== undefined && { once }),
    },
    ...(redirectTo !== undefined && { redirectTo }),
  };
}

function refusal(reason: string, detail?: string): ActionState {
  return { status: "refused", reason, message: refusalText(reason, detail) };
}

function failed(reference: string): ActionState {
  return {
    status: "failed",
    reference,
    message: "Something broke on our side. Look at the record before you try again.",
  };
}
