/** What the customer's submit led to: a hold being asked for, or a page at the gateway to be sent on to. */
export type ApproveAnswer =
  | {
      readonly kind: "authorizing";
      readonly attemptIds: readonly string[];
      /** The way on where the bank, or PayPal, wants to see its customer. */
      readonly onChallenge: "another_card" | "paypal";
    }
  | { readonly kind: "hosted_page"; readonly hostedSessionId: string; readonly attemptIds: readonly string[] };
