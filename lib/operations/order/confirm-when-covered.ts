import { recordAudit, recordEvent } from "@/lib/db/stores/history-store";
import { loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import { type Confirmation, decideConfirm } from "@/lib/payments/authorizing";
import type { Order } from "@/lib/payments/order";
import { orderTransitions } from "@/lib/payments/order-state";
import type { AppliedAttempt } from "../attempt/applied-attempt";
import type { OrderChange } from "../change-order";

/** After each answer to an authorization: a draft that was to be confirmed becomes so as soon as its money is there, or certain to be asked for later (S41, S43). */
export async function confirmWhenCovered(applied: AppliedAttempt): Promise<void> {
  const { tx, author, attempt, outcome } = applied;
  const loaded = await loadOrderForChange(tx, attempt.storeId, attempt.orderId);
  if (loaded?.row.status !== "draft" || loaded.row.confirmRequestedAt === null) return;
  const notSent =
    outcome.kind === "not_sent" && attempt.authorizationId
      ? [attempt.authorizationId as Order["authorizations"][number]["id"]]
      : [];
  const decision = decideConfirm(loaded.order, tx.now, { notSent });
  if (decision.ok) await writeConfirmation({ tx, author, order: loaded.order }, decision.value);
}

/** The order's promise begins: its total becomes what the customer agreed to. */
export async function writeConfirmation(
  { tx, author, order }: Pick<OrderChange, "tx" | "author" | "order">,
  confirmation: Confirmation,
): Promise<void> {
  const status =
    order.status === "draft" || order.status === "proposed" ? orderTransitions[order.status].confirmed : order.status;
  const [row] = await tx.select("orders", { storeId: order.storeId, id: order.id });
  if (!row) return;
  await tx.update(
    "orders",
    { storeId: order.storeId, id: order.id },
    {
      status,
      approvedTotalMinor: confirmation.approvedTotal.amountMinor,
      approvedRevision: row.revision,
      confirmedAt: toDate(tx.now),
      version: row.version + 1,
      updatedAt: toDate(tx.now),
    },
  );
  await recordEvent(tx, author, order.id, "order_confirmed", {
    approvedTotalMinor: confirmation.approvedTotal.amountMinor.toString(),
    currency: order.total.currency,
    authorizedLater: confirmation.later.length,
  });
  await recordAudit(tx, author, {
    action: "order.confirmed",
    subjectKind: "order",
    subjectId: order.id,
    orderId: order.id,
    before: { status: order.status },
    after: { status },
  });
}
