import type { AuthorizationState, LateRefusal } from "@/lib/payments/gateway";
import { ok, type Result } from "@/lib/payments/result";
import { recordFoundCapture } from "../capture/record-found-capture";
import { reverseCapture } from "../capture/reverse-capture";
import type { OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import { correctHold } from "./correct-hold";
import type { HoldSubject } from "./find-subjects";

/** Brings our books in line with what the gateway says of one hold: ended without our asking, captured without our knowing, or refused late. */
export async function followHold(
  context: OperationContext,
  subject: HoldSubject,
  state: AuthorizationState,
): Promise<Result<boolean, OrderMissing | "capture_not_found">> {
  if (state.kind === "captured") return recordFoundCapture(context, subject, state);
  if (state.kind === "unpaid" && state.refusal) return reverseAll(context, subject, state.refusal);
  return correctHold(context, subject, state);
}

async function reverseAll(
  context: OperationContext,
  subject: HoldSubject,
  refusal: LateRefusal,
): Promise<Result<boolean, OrderMissing | "capture_not_found">> {
  const captured = await context.pool.query<{ id: string }>(
    "SELECT id FROM captures WHERE store_id = $1 AND authorization_id = $2 AND status = 'captured' ORDER BY captured_at, id",
    [context.storeId, subject.authorizationId],
  );
  let hasChanged = false;
  for (const { id } of captured.rows) {
    const reversed = await reverseCapture(context, id, refusal);
    if (!reversed.ok) return reversed;
    hasChanged ||= reversed.value;
  }
  return ok(hasChanged);
}
