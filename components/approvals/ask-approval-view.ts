import type { AmountView } from "@/components/ui/amount";

export type ChoiceView = { value: string; label: string };

export type MailPreviewView = { from: string; subject: string; html: string; text: string };

export type AskApprovalView = {
  orderNumber: string;
  orderHref: string;
  customerFirstName: string;
  /** Posted as they are: order id, version. */
  fields: Record<string, string>;
  amount: AmountView;
  before: AmountView | null;
  difference: AmountView | null;
  reasons: ChoiceView[];
  reason: string;
  note: string;
  recipients: ChoiceView[];
  recipient: string;
  recipientHint: string | null;
  linkLives: ChoiceView[];
  linkLife: string;
  reminders: ChoiceView[];
  reminder: string;
  holdText: string;
  tones: ChoiceView[];
  tone: string;
  locales: ChoiceView[];
  locale: string;
  /** An expired hold needs a new estimated delivery date (YYYY-MM-DD). */
  deliveryDate: string | null;
  isDeliveryDateRequired: boolean;
  /** What sending now ends: "Her last link is 3 hours old and was opened. ..." */
  warning: { title: string; text: string } | null;
  refusal: string | null;
  hasLiveRequest: boolean;
  /** The shop's, on whose clock a later moment is chosen. */
  timeZone: string;
  preview: MailPreviewView;
};
