import type { GatewayName, MethodKind } from "./gateway";
import type { Invoice } from "./invoice";
import type { Order } from "./order";

/** The payment method and gateway of an invoice's newest failed capture; nulls where no gateway was asked yet. */
export function failedMethodOf(
  order: Order,
  invoice: Invoice,
): { readonly gateway: GatewayName | null; readonly methodKind: MethodKind | null } {
  const failed = order.captures.findLast((each) => each.invoiceId === invoice.id && each.status === "failed");
  const hold = order.authorizations.find((each) => each.id === failed?.authorizationId);
  const method = order.methods.find((each) => each.id === hold?.paymentMethodId);
  return { gateway: method?.gateway ?? null, methodKind: method?.kind ?? null };
}
