import type { DisputeFacts } from "@/lib/payments/answering-disputes";
import type { DisputeEvidence } from "@/lib/payments/gateway";
import { toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { dateIn } from "./format-instant";
import { formatMoneyWithCurrency } from "./format-money";

/** What the house knows, in sentences for the bank, one a line: the order, what was agreed and when, what left, what was taken. Times are UTC. */
export function disputeFactLines(facts: DisputeFacts): string[] {
  const amount = (minor: string) => formatMoneyWithCurrency(money(BigInt(minor), facts.currency));
  return [
    `Order ${facts.orderNumber} of ${dayOf(facts.placedAt)}: ${facts.items}. Total ${amount(facts.totalMinor)}.`,
    ...facts.approvals.map(
      ({ amountMinor, at }) =>
        `The customer agreed to ${amount(amountMinor)} by a link of their own on ${momentOf(at)}.`,
    ),
    ...facts.shipments.map(
      ({ at, carrier, trackingNumber }) =>
        `Shipped on ${dayOf(at)}${carrier === null ? "" : ` by ${carrier}`}${trackingNumber === null ? "" : `, tracking number ${trackingNumber}`}.`,
    ),
    `Charged ${amount(facts.capturedMinor)}${facts.capturedAt === null ? "" : ` on ${momentOf(facts.capturedAt)}`}.`,
    ...(facts.refundedBeforeMinor === "0"
      ? []
      : [`${amount(facts.refundedBeforeMinor)} was given back before the dispute.`]),
  ];
}

/** The evidence as it is sent: a colleague's words first, then what the house knows. */
export function disputeEvidence(facts: DisputeFacts, words: string): DisputeEvidence {
  const shipment = facts.shipments.at(-1);
  return {
    text: [words, ...disputeFactLines(facts)].join("\n"),
    product: facts.items,
    customerName: facts.customerName,
    customerEmail: facts.customerEmail,
    shippedOn: shipment ? dayOf(shipment.at) : null,
    carrier: shipment?.carrier ?? null,
    trackingNumber: shipment?.trackingNumber ?? null,
  };
}

function dayOf(at: number): string {
  return dateIn(toInstant(at), "UTC");
}

function momentOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
