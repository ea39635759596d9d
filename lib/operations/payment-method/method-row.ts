import { newId } from "@/lib/db/new-id";
import type { NewRow, RowOf } from "@/lib/db/tables";
import type { GatewayName } from "@/lib/payments/gateway";

export type MethodRowInput = {
  readonly kind: string;
  readonly gateway: GatewayName | string;
  readonly token?: string | null | undefined;
  readonly customerToken?: string | null | undefined;
  readonly brand?: string | null | undefined;
  readonly last4?: string | null | undefined;
  readonly expiryMonth?: number | null | undefined;
  readonly expiryYear?: number | null | undefined;
  readonly limitMinor?: bigint | null | undefined;
  readonly fixedMinor?: bigint | null | undefined;
};

/** A card's token, a gift card's or a check's number: without it there is nothing to charge. An account is always the order's own (S17). */
export const tokenNeeding: ReadonlySet<string> = new Set(["stripe", "paypal", "stored_value", "check"]);

/** The row of a way to pay: what is given, filled up from the customer's saved method where it is one. */
export function methodRow(
  account: Pick<RowOf<"accounts">, "id" | "externalId" | "storeId">,
  input: MethodRowInput,
  known: RowOf<"saved_payment_methods"> | undefined,
  place: { readonly orderId: string; readonly sequence: number; readonly currency: string; readonly createdAt: Date },
): NewRow<"order_payment_methods"> & { readonly id: string } {
  const { kind, gateway, token } = input;
  const ownAccount = gateway === "customer_account" ? account : undefined;
  return {
    storeId: account.storeId,
    id: newId("opm"),
    ...place,
    kind,
    gateway,
    token: ownAccount?.id ?? token ?? null,
    customerToken: input.customerToken ?? known?.customerToken ?? null,
    brand: input.brand ?? known?.brand ?? null,
    last4: input.last4 ?? known?.last4 ?? lastFourDigits(ownAccount?.externalId ?? houseNumber(gateway, token)),
    expiryMonth: input.expiryMonth ?? known?.expiryMonth ?? null,
    expiryYear: input.expiryYear ?? known?.expiryYear ?? null,
    savedMethodId: known?.id ?? null,
    limitMinor: input.limitMinor ?? null,
    fixedMinor: input.fixedMinor ?? null,
    status: "active",
  };
}

/** The number of a card or document of our own; a token of another gateway tells nothing. */
function houseNumber(gateway: string, token: string | null | undefined): string | null | undefined {
  return gateway === "stored_value" || gateway === "check" ? token : undefined;
}

function lastFourDigits(number: string | null | undefined): string | null {
  return /\d{4}$/.exec(number ?? "")?.[0] ?? null;
}
