import { newId } from "@/lib/db/new-id";
import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import type { RowOf } from "@/lib/db/tables";
import { toDate } from "@/lib/db/to-domain";
import type { Tx } from "@/lib/db/transaction";
import type { PaymentMethodId } from "@/lib/payments/ids";
import type { ApprovalChange } from "./change-approval";

type MethodRow = RowOf<"order_payment_methods">;
export type ChosenInstrument = Pick<MethodRow, "kind" | "gateway" | "token" | "customerToken"> &
  Partial<Pick<MethodRow, "brand" | "last4" | "expiryMonth" | "expiryYear" | "fingerprint" | "savedMethodId">>;

/** Another card has no token yet: the gateway's own page will bring it. */
export const anotherCard: ChosenInstrument = { kind: "card", gateway: "stripe", token: null, customerToken: null };

/**
 * What the customer may choose on the page: the cards of this order, or where it has none, the cards saved on the account. Nothing else of the account is
 * shown behind a link that may have been forwarded (EL-3).
 */
export async function offeredInstruments(
  tx: Pick<Tx, "select">,
  order: Pick<RowOf<"orders">, "storeId" | "id" | "accountId">,
): Promise<(ChosenInstrument & { readonly value: string })[]> {
  const { storeId, id: orderId, accountId } = order;
  const own = await tx.select("order_payment_methods", { storeId, orderId }, { orderBy: "sequence" });
  const usable = own.filter((method) => method.status === "active" && method.kind === "card" && method.token !== null);
  if (usable.length > 0) return usable.map((method) => ({ ...method, value: method.id }));
  const saved = await tx.select(
    "saved_payment_methods",
    { storeId, accountId, isActive: true },
    { orderBy: "created_at DESC" },
  );
  return saved
    .filter(({ kind }) => kind === "card")
    .map((method) => ({ ...method, savedMethodId: method.id, value: method.id }));
}

/** Puts the chosen way to pay on the order that is to be paid and answers the order with it. On a successor it is the only one. */
export async function chooseMethod(
  { tx, order }: Pick<ApprovalChange, "tx" | "order">,
  payable: LoadedOrder,
  chosen: ChosenInstrument,
): Promise<{ payable: LoadedOrder; paymentMethodId: PaymentMethodId }> {
  const { storeId, id: orderId } = payable.row;
  const methods = await tx.select("order_payment_methods", { storeId, orderId }, { orderBy: "sequence" });
  const known = methods.find((method) => method.token === chosen.token && method.gateway === chosen.gateway);
  if (payable.row.id !== order.id) {
    for (const method of methods.filter((each) => each !== known && each.status === "active")) {
      await tx.update(
        "order_payment_methods",
        { storeId, id: method.id },
        { status: "suspended", suspendedBy: "approval" },
      );
    }
  }
  // A way to pay that is still to be given does not count until it is (coverage reads active methods only).
  const status = chosen.token === null ? "suspended" : "active";
  const suspendedBy = chosen.token === null ? "hosted_page" : null;
  const paymentMethodId = (known?.id ?? newId("opm")) as PaymentMethodId;
  if (known) {
    await tx.update("order_payment_methods", { storeId, id: known.id }, { status, suspendedBy });
  } else {
    await tx.insert("order_payment_methods", {
      storeId,
      id: paymentMethodId,
      orderId,
      sequence: Math.max(-1, ...methods.map((method) => method.sequence)) + 1,
      kind: chosen.kind,
      gateway: chosen.gateway,
      token: chosen.token,
      customerToken: chosen.customerToken,
      brand: chosen.brand ?? null,
      last4: chosen.last4 ?? null,
      expiryMonth: chosen.expiryMonth ?? null,
      expiryYear: chosen.expiryYear ?? null,
      fingerprint: chosen.fingerprint ?? null,
      savedMethodId: chosen.savedMethodId ?? null,
      currency: payable.row.currency,
      status,
      suspendedBy,
      createdAt: toDate(tx.now),
    });
  }
  const reloaded = await loadOrderForChange(tx, storeId, orderId);
  if (!reloaded) throw new Error(`order ${orderId} is gone`);
  return { payable: reloaded, paymentMethodId };
}
