export type ShopView = { name: string; initial: string; phone: string | null; email: string | null };

export type PayMethodView = {
  /** Posted as `method`. */
  value: string;
  icon: "card" | "another_card" | "wallet" | "account";
  label: string;
  note: string | null;
};

/** What stands around every face: the shop, and the choice of a language. */
export type PayFrameView = {
  shop: ShopView;
  /** The language that everything here is written in, as a language tag. */
  language: string;
  languages: { code: string; name: string }[];
  languageLabel: string;
};

/** The open request: what the customer reads and can post. All words, amounts and times are already the customer's. */
export type ApprovePageView = PayFrameView & {
  heading: string;
  code: string;
  title: string;
  amount: { digits: string; currency: string };
  before: string | null;
  difference: string | null;
  why: string;
  changedLines: { name: string; before: string; after: string }[];
  /** "Your bank holds the amount for up to 7 days. We charge it when the repair ships." */
  holdText: string;
  newDeliveryText: string | null;
  /** Empty where no gateway can move the amount: then `notPossible` says so, and nothing can be pressed. */
  methods: PayMethodView[];
  notPossible: string;
  endsText: string;
  labels: {
    skip: string;
    code: string;
    changedLines: string;
    linesCaption: string;
    line: string;
    before: string;
    now: string;
    notToday: string;
    payWith: string;
    approve: string;
    disagree: string;
    ask: string;
    /** Before and after the shop's number. */
    notUs: [string, string];
  };
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

export type ApproveFaceView = PayFrameView & {
  kind: ApproveFaceKind;
  heading: string | null;
  code: string | null;
  codeLabel: string;
  title: string;
  text: string;
  facts: { label: string; value: string }[];
  steps?: { label: string; state: "done" | "now" | "todo"; said: string }[];
  /** A form with one text field, for "say why" and "ask a question". */
  textForm?: {
    url: string;
    field: string;
    label: string;
    optionalLabel: string | null;
    submitLabel: string;
    fields: Record<string, string>;
  };
  links: FaceLinkView[];
};
