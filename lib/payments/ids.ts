declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

export type StoreId = Id<"store">;
export type OrderId = Id<"order">;
export type PaymentMethodId = Id<"payment_method">;
export type AuthorizationId = Id<"authorization">;
export type InvoiceId = Id<"invoice">;
export type CaptureId = Id<"capture">;
export type AttemptId = Id<"attempt">;
export type ApprovalRequestId = Id<"approval_request">;

/** The last word on an order of things that are otherwise alike, so that it is the same every time (X12). A sort comparator. */
export function compareIds<Name extends string>(a: Id<Name>, b: Id<Name>): number {
  return a < b ? -1 : Number(a > b);
}
