import type { AmountView } from "@/components/ui/amount";

export type ShopView = { name: string; initial: string; phone: string | null; email: string | null };

export type PayMethodView = {
  /** Posted as `method`. */
  value: string;
  icon: "card" | "another_card" | "wallet" | "account";
  label: string;
  note: string | null;
};

/** The open request: what the customer reads and can post. All times are already words in the customer's zone. */
export type ApprovePageView = {
  shop: ShopView;
  orderNumber: string;
  customerFirstName: string;
  code: string;
  title: string;
  amount: AmountView;
  before: AmountView | null;
  difference: AmountView | null;
  why: string;
  changedLines: { name: string; before: AmountView | null; after: AmountView }[];
  /** "Your bank holds the amount for up to 7 days. We charge it when the repair ships." */
  holdText: string;
  newDeliveryText: string | null;
  methods: PayMethodView[];
  endsText: string;
  approveUrl: string;
  declineUrl: string;
  questionUrl: string;
  /** Hidden inputs of every form: nonce, shown amount. */
  fields: Record<string, string>;
  /** Says what was wrong with the last post; takes the focus. */
  error: string | null;
};

export type ApproveFaceKind =
  | "approved"
  | "already_approved"
  | "waiting_for_bank"
  | "declined_by_bank"
  | "link_expired"
  | "replaced"
  | "withdrawn"
  | "price_changed"
  | "said_no"
  | "decline_form"
  | "question_form"
  | "question_sent"
  | "not_found";

export type FaceLinkView = {
  label: string;
  href: string;
  method: "get" | "post";
  isPrimary: boolean;
  fields?: Record<string, string>;
};

export type ApproveFaceView = {
  kind: ApproveFaceKind;
  shop: ShopView;
  orderNumber: string | null;
  code: string | null;
  title: string;
  text: string;
  facts: { label: string; value: string }[];
  steps?: { label: string; state: "done" | "now" | "todo" }[];
  /** A form with one text field, for "say why" and "ask a question". */
  textForm?: {
    url: string;
    field: string;
    label: string;
    isOptional: boolean;
    submitLabel: string;
    fields: Record<string, string>;
  };
  links: FaceLinkView[];
};
