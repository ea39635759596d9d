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
