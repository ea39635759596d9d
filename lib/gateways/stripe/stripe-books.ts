import type Stripe from "stripe";
import type { BookedHold, BookPage, GatewayBooks, NotificationPage, TimeWindow } from "@/lib/payments/gateway";
import { SECOND_MS, toInstant } from "@/lib/payments/instant";
import { money } from "@/lib/payments/money";
import { fromStripeAmount } from "./stripe-amounts";
import { readCall, type StripeSettings, UnreadableAnswer } from "./stripe-client";
import { isUnknownObject, retrieveIntent } from "./stripe-enquiries";
import { toFailure } from "./stripe-errors";
import { isRelease, toNotification } from "./stripe-notifications";
import { operationKeys } from "./stripe-requests";
import { expectObject, reasonOfCancellation } from "./stripe-responses";

const pageSize = 100;

/** Stripe's own books, read as they are now: PaymentIntents with what was captured from them and what went back. */
export function createStripeBooks(stripe: Stripe): GatewayBooks {
  return {
    async listHolds(window, cursor): Promise<BookPage> {
      try {
        const page = await stripe.paymentIntents.list(
          { ...pageOf(window, cursor), expand: ["data.latest_charge"] },
          readCall(),
        );
        const intents = rowsOf(page);
        const holds: BookedHold[] = [];
        for (const intent of intents) holds.push(await toBookedHold(stripe, intent));
        return { kind: "page", holds, nextCursor: nextOf(page, intents) };
      } catch (error) {
        toFailure(error);
        return { kind: "silent" };
      }
    },
    async readHold(reference) {
      try {
        return await toBookedHold(stripe, await retrieveIntent(stripe, reference));
      } catch (error) {
        toFailure(error);
        return isUnknownObject(error) ? "unknown" : "silent";
      }
    },
  };
}

/** Events of a window. Stripe keeps them for 30 days (docs.stripe.com/api/events). What is no event of ours is left out. */
export async function listStripeNotifications(
  stripe: Stripe,
  settings: Pick<StripeSettings, "secretKey">,
  window: TimeWindow,
  cursor: string | null,
): Promise<NotificationPage> {
  try {
    const page = await stripe.events.list(pageOf(window, cursor), readCall());
    const events = rowsOf(page);
    const notifications = events.flatMap((event) => toNotification(settings, { ...event }) ?? []);
    return { kind: "page", notifications, nextCursor: nextOf(page, events) };
  } catch (error) {
    toFailure(error);
    return { kind: "silent" };
  }
}

function pageOf({ from, to }: TimeWindow, cursor: string | null) {
  return {
    limit: pageSize,
    created: { gte: Math.floor(from / SECOND_MS), lt: Math.ceil(to / SECOND_MS) },
    ...(cursor === null ? {} : { starting_after: cursor }),
  };
}

function rowsOf<T extends { readonly id: string }>(page: Stripe.ApiList<T>): readonly T[] {
  if (page.object !== "list" || !Array.isArray(page.data)) throw new UnreadableAnswer(200, "answer_of_another_kind");
  return page.data;
}

function nextOf(page: { readonly has_more: boolean }, rows: readonly { readonly id: string }[]): string | null {
  return page.has_more ? (rows.at(-1)?.id ?? null) : null;
}

async function toBookedHold(stripe: Stripe, intent: Stripe.PaymentIntent): Promise<BookedHold> {
  expectObject(intent, "payment_intent");
  const { metadata } = intent;
  return {
    authorizationReference: intent.id,
    operationId: metadata[operationKeys.own] ?? null,
    storeId: metadata.store_id ?? null,
    orderNumber: metadata.order_number ?? null,
    createdAt: toInstant(intent.created * SECOND_MS),
    state: stateOf(intent),
    amount: amountOf(intent.amount, intent.currency),
    captured: amountOf(intent.amount_received, intent.currency),
    refunded: await refundedOf(stripe, intent),
  };
}

function stateOf(intent: Stripe.PaymentIntent): BookedHold["state"] {
  switch (intent.status) {
    case "requires_capture":
      return "open";
    case "succeeded":
      return "captured";
    case "canceled":
      return reasonOfCancellation(intent) === "authorization_expired" ? "expired" : "voided";
    default:
      return "other";
  }
}

/** The charge counts the part of a hold that a smaller capture let go as refunded, so its refunds are read one by one where it counts any. */
async function refundedOf(stripe: Stripe, intent: Stripe.PaymentIntent) {
  const charge = intent.latest_charge;
  const nothing = money(0, intent.currency.toUpperCase());
  if (charge === null || typeof charge === "string" || intent.amount_received === 0 || !charge.amount_refunded)
    return nothing;
  let refunded = 0;
  for (let cursor: string | null = null; ; ) {
    const after: Stripe.RefundListParams = cursor === null ? {} : { starting_after: cursor };
    const page: Stripe.ApiList<Stripe.Refund> = await stripe.refunds.list(
      { charge: charge.id, limit: pageSize, ...after },
      readCall(),
    );
    const refunds = rowsOf(page);
    for (const refund of refunds) if (wentBack(refund)) refunded += refund.amount;
    cursor = nextOf(page, refunds);
    if (cursor === null) return amountOf(refunded, intent.currency);
  }
}

function wentBack(refund: Stripe.Refund): boolean {
  const isLive = refund.status !== "failed" && refund.status !== "canceled";
  return isLive && !isRelease({ ...refund });
}

function amountOf(amount: unknown, currency: unknown) {
  const value = fromStripeAmount(amount, currency);
  if (value === undefined) throw new UnreadableAnswer(200, "answer_without_amount");
  return value;
}
