import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import { type Tx, transaction } from "@/lib/db/transaction";
import { dueAlerts } from "@/lib/payments/alerting";
import type { OperationContext } from "../operation-context";
import { peopleToTell } from "./people-to-tell";

type Notice = RowOf<"staff_notices">;
export type AlertStart =
  | { readonly kind: "started"; readonly notice: Notice }
  | { readonly kind: "not_due" | "cause_gone" | "nothing_to_send" };

/**
 * Takes up a mail to a colleague. Decided anew under the order's lock: where the hold was renewed, the gateway has answered, the order is somebody else's or they want no
 * mail any more, it is dropped.
 */
export async function startAlertMail(context: OperationContext, { storeId, id, noticeId }: RowOf<"mails">) {
  return transaction(context.pool, async (tx): Promise<AlertStart> => {
    const [notice] = noticeId === null ? [] : await tx.select("staff_notices", { storeId, id: noticeId });
    const loaded = notice?.orderId ? await loadOrderForChange(tx, storeId, notice.orderId) : undefined;
    if (!notice || !loaded) throw new Error(`mail ${id} has no notice of an order`);
    const [mail] = await tx.select("mails", { storeId, id, status: "requested" }, { lock: true });
    if (!mail) return { kind: "nothing_to_send" };
    if (mail.sendAt !== null && mail.sendAt.getTime() > tx.now) return { kind: "not_due" };
    if (!(await isStillToBeTold(tx, loaded, notice))) {
      await tx.update("mails", { storeId, id }, { status: "dropped", lastError: "what it was about is over" });
      return { kind: "cause_gone" };
    }
    await tx.update("mails", { storeId, id }, { startedAt: toDate(tx.now), sendAt: null });
    return { kind: "started", notice };
  });
}

async function isStillToBeTold(
  tx: Tx,
  { order, alertTimes }: LoadedOrder,
  { cause, userId }: Notice,
): Promise<boolean> {
  const alert = dueAlerts(order, tx.now, alertTimes).find((each) => each.cause === cause);
  if (!alert) return false;
  const people = await peopleToTell(tx, order, alert, { only: "all" });
  return people.some(({ id, wantsAlertMail }) => id === userId && wantsAlertMail);
}
