import { formatMoneyWithCurrency } from "@/lib/format/format-money";
import type { Money } from "@/lib/payments/money";
import { linesToMail } from "./plain-mail";

export type LateRefusalContent = {
  readonly orderNumber: string;
  readonly invoiceNumber: string | null;
  readonly amount: Money;
  readonly reasonText: string;
  readonly orderUrl: string;
};

/** To the store's own address: goods may be on their way without their money (X05). It names no customer. */
export function renderLateRefusalMail(content: LateRefusalContent): { subject: string; html: string; text: string } {
  const { orderNumber, invoiceNumber, amount, reasonText, orderUrl } = content;
  const sum = formatMoneyWithCurrency(amount);
  const subject = `Stop shipping ${orderNumber}: its payment was refused`;
  const lines = [
    `${sum} that had been captured for order ${orderNumber}${invoiceNumber === null ? "" : ` (${invoiceNumber})`} was refused after all.`,
    `Reason: ${reasonText}.`,
    "Hold back what has not left yet. The order is open again, and stands in front of the payment desk.",
    orderUrl,
  ];
  return { subject, ...linesToMail(lines) };
}
