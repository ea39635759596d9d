import { newId } from "@/lib/db/new-id";
import type { Instrument } from "@/lib/db/stores/instrument-store";
import { type LoadedOrder, loadOrderForChange } from "@/lib/db/stores/order-store";
import { toDate } from "@/lib/db/to-domain";
import { pageGateway } from "@/lib/payments/approval";
import type { PaymentMethodId } from "@/lib/payments/ids";
import type { ApprovalChange } from "./change-approval";

/** Another card has no token yet: the gateway's own page will bring it. */
export const anotherCard: Instrument = { kind: "card", gateway: pageGateway, token: null, customerToken: null };

/** PayPal has none either: its own page will bring the customer's account. */
export const payPal: Instrument = { kind: "paypal", gateway: "paypal", token: null, customerToken: null };

/** Puts the chosen way to pay on the order that is to be paid and answers the order with it. On a successor it is the only one. */
export async function chooseMethod(
  { tx, order }: Pick<ApprovalChange, "tx" | "order">,
  payable: LoadedOrder,
  chosen: Instrument,
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
