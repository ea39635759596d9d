/** What the customer's submit led to: a hold being asked for, or a page at the gateway to be sent on to. */
export type ApproveAnswer =
  | { readonly kind: "authorizing"; readonly attemptIds: readonly string[] }
  | { readonly kind: "hosted_page"; readonly hostedSessionId: string; readonly attemptIds: readonly string[] };
