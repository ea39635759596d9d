import { recordEvent } from "@/lib/db/stores/history-store";
import type { AuthorizationEvent } from "@/lib/payments/authorization-state";
import { authorizationAfter } from "@/lib/payments/authorizing";
import type { AuthorizationState } from "@/lib/payments/gateway";
import { ok, type Result } from "@/lib/payments/result";
import { releaseInBooks } from "../attempt/apply-void";
import { changeOrder, type OrderMissing } from "../change-order";
import type { OperationContext } from "../operation-context";
import type { HoldSubject } from "./find-subjects";

const eventOfState = { expired: "expired", voided: "void_succeeded" } as const satisfies Partial<
  Record<AuthorizationState["kind"], AuthorizationEvent>
>;

/** The gateway says that a hold of ours has ended without our asking: a named correction, never a quiet overwrite (I20). */
export async function correctHold(
  context: OperationContext,
  subject: HoldSubject,
  state: AuthorizationState,
): Promise<Result<boolean, OrderMissing>> {
  return changeOrder(context, { orderId: subject.orderId }, async ({ tx, order, author }) => {
    const hold = order.authorizations.find((each) => each.id === subject.authorizationId);
    const event = state.kind === "expired" || state.kind === "voided" ? eventOfState[state.kind] : undefined;
    if (!hold || !event || hold.reserved.amountMinor > 0n) return ok(false);
    const status = authorizationAfter(hold.status, event);
    if (status === undefined) return ok(false);
    const key = { storeId: order.storeId, id: hold.id };
    const [row] = await tx.select("authorizations", key, { lock: true });
    if (!row) return ok(false);
    await tx.update("authorizations", key, { status, endedAt: new Date(tx.now), version: row.version + 1 });
    await releaseInBooks({ tx, author }, row);
    await recordEvent(
      tx,
      author,
      order.id,
      event === "expired" ? "authorization_expired" : "authorization_voided_by_gateway",
      {
        authorizationId: hold.id,
        amountMinor: hold.amount.amountMinor.toString(),
        currency: hold.amount.currency,
      },
    );
    return ok(true);
  });
}
