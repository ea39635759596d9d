import type { Money } from "@/lib/payments/money";

/** Everything that a mail asking for approval says, as facts. Template, text twin and preview are made of the same. */
export type ApprovalMailContent = {
  readonly shop: { readonly name: string; readonly mark: string; readonly phone: string; readonly email: string };
  readonly orderNumber: string;
  readonly reference: string | null;
  readonly firstName: string;
  readonly source: "commerce" | "quote" | "repair";
  readonly reason: string;
  /** "Tue 24 November", in a reminder: the day of the mail that was not answered. */
  readonly askedText: string | null;
  readonly note: string | null;
  readonly amount: Money;
  readonly previous: Money;
  readonly lines: readonly { readonly name: string; readonly before: Money | null; readonly after: Money | null }[];
  /** Null in a preview: nobody but the customer ever gets a link that works. */
  readonly approveUrl: string | null;
  /** "Tue 1 December, 18:00" and "Madrid time". */
  readonly endsText: string;
  readonly zoneText: string;
  readonly shortCode: string;
  readonly holdDays: number;
  /** "Fri 27 November", where a later delivery is told with it. */
  readonly deliveryText: string | null;
};
