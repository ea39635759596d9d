import type { BookedHold, BookPage, GatewayBooks } from "@/lib/payments/gateway";
import { type Money, sum } from "@/lib/payments/money";
import type { PaypalClient } from "./paypal-client";
import { type Json, PaypalFailure, unlessUnknown } from "./paypal-errors";
import { readEvents, toEventQuery } from "./paypal-events";
import { readOrder } from "./paypal-reads";
import { operationOfInvoice, orderNumberOfInvoice } from "./paypal-requests";
import {
  amountOf,
  asObject,
  idOf,
  instantOf,
  type OrderPayments,
  orderIdOf,
  parentIdOf,
  paymentsOf,
  reasonOfEnd,
} from "./paypal-responses";

/** What makes a hold at PayPal, or takes money without one. */
const makings = ["PAYMENT.AUTHORIZATION.CREATED", "PAYMENT.CAPTURE.COMPLETED"] as const;

/**
 * PayPal's own books. It has no list of payments that is up to date (its transaction search runs hours behind), but its list of events names each one that
 * was made; those with our marks are read as they are now.
 */
export function createPaypalBooks(paypal: PaypalClient): GatewayBooks {
  return {
    async listHolds(window, cursor): Promise<BookPage> {
      try {
        const query = cursor ?? toEventQuery(window, makings[0]);
        const { events, nextQuery } = await readEvents(paypal, query);
        const holds: BookedHold[] = [];
        for (const event of events) {
          const hold = await readMade(paypal, asObject(event.resource));
          if (hold !== undefined) holds.push(hold);
        }
        const isFirst = new URLSearchParams(query).get("event_type") === makings[0];
        return { kind: "page", holds, nextCursor: nextQuery ?? (isFirst ? toEventQuery(window, makings[1]) : null) };
      } catch (error) {
        if (error instanceof PaypalFailure) return { kind: "silent" };
        throw error;
      }
    },
    async readHold(reference) {
      try {
        return (await readBooked(paypal, reference)) ?? "unknown";
      } catch (error) {
        if (error instanceof PaypalFailure) return "silent";
        throw error;
      }
    },
  };
}

/** The hold that an event tells of; undefined for what is none of ours, and for a capture of a hold that stands in the list by itself. */
async function readMade(paypal: PaypalClient, made: Json): Promise<BookedHold | undefined> {
  const id = idOf(made);
  if (markOf(made) === null || asObject(asObject(made.supplementary_data).related_ids).authorization_id !== undefined)
    return undefined;
  const orderId = orderIdOf(made);
  if (orderId === null) return readBooked(paypal, id);
  return toBooked(paymentsOf((await readOrder(paypal, orderId)).body), id);
}

async function readBooked(paypal: PaypalClient, reference: string): Promise<BookedHold | undefined> {
  const found =
    (await paypal.get(`/v2/payments/authorizations/${reference}`).catch(unlessUnknown)) ??
    (await paypal.get(`/v2/payments/captures/${reference}`).catch(unlessUnknown));
  if (found === undefined) return undefined;
  const orderId = orderIdOf(found.body);
  return orderId === null ? undefined : toBooked(paymentsOf((await readOrder(paypal, orderId)).body), reference);
}

function toBooked(payments: OrderPayments, reference: string): BookedHold | undefined {
  const authorization = payments.authorizations.find(({ id }) => id === reference);
  if (authorization !== undefined) {
    const captures = payments.captures.filter((capture) => parentIdOf(capture, "authorizations") === reference);
    return toBookedHold(payments, authorization, captures, stateOf(payments, authorization, captures));
  }
  const sale = payments.captures.find(({ id }) => id === reference);
  return sale && toBookedHold(payments, sale, [sale], hasTaken(sale) ? "captured" : "other");
}

function toBookedHold(
  payments: OrderPayments,
  made: Json,
  captures: readonly Json[],
  state: BookedHold["state"],
): BookedHold {
  const amount = amountOf(made);
  const mark = markOf(made);
  return {
    authorizationReference: idOf(made),
    operationId: mark?.operationId ?? null,
    // PayPal takes no mark of the store: whose it is follows from the operation.
    storeId: null,
    orderNumber: mark?.orderNumber ?? null,
    createdAt: instantOf(made.create_time),
    state,
    amount,
    captured: sum(amount.currency, captures.filter(hasTaken).map(amountOf)),
    refunded: refundedOf(amount.currency, payments, captures),
  };
}

/** One that was renewed holds nothing any more: its renewal is a hold of its own. */
function stateOf(
  { authorizations }: OrderPayments,
  authorization: Json,
  captures: readonly Json[],
): BookedHold["state"] {
  switch (authorization.status) {
    case "VOIDED":
      return reasonOfEnd(authorization) === "authorization_expired" ? "expired" : "voided";
    case "CREATED":
    case "CAPTURED":
    case "PARTIALLY_CAPTURED":
      break;
    default:
      return "other";
  }
  // A capture under review may still be refused; one that was refused has closed its hold all the same.
  const isClosed = authorization.status === "CAPTURED" || captures.some(({ final_capture }) => final_capture === true);
  if (isClosed && captures.some(({ status }) => status === "PENDING")) return "other";
  if (isClosed) return captures.some(hasTaken) ? "captured" : "voided";
  return authorizations[0]?.id === authorization.id && authorizations.length > 1 ? "other" : "open";
}

function hasTaken({ status }: Json): boolean {
  return status === "COMPLETED" || status === "PARTIALLY_REFUNDED" || status === "REFUNDED";
}

function refundedOf(currency: string, { refunds }: OrderPayments, captures: readonly Json[]): Money {
  const ids = new Set(captures.map(({ id }) => id));
  const back = refunds.filter(({ status }) => status !== "FAILED" && status !== "CANCELLED");
  return sum(currency, back.filter((refund) => ids.has(parentIdOf(refund, "captures"))).map(amountOf));
}

/** Ours bear the operation twice: alone, and at the end of the invoice. What a shop writes there by itself does not. */
function markOf({
  custom_id,
  invoice_id,
}: Json): { readonly operationId: string; readonly orderNumber: string } | null {
  const operationId = operationOfInvoice(invoice_id);
  const orderNumber = orderNumberOfInvoice(invoice_id);
  return operationId === null || orderNumber === null || operationId !== custom_id
    ? null
    : { operationId, orderNumber };
}
