import type { NotificationPage, TimeWindow } from "@/lib/payments/gateway";
import { SECOND_MS } from "@/lib/payments/instant";
import type { PaypalClient } from "./paypal-client";
import { type Json, PaypalFailure, unreadable } from "./paypal-errors";
import { toNotification } from "./paypal-notifications";
import { asObject } from "./paypal-responses";

const address = "/v1/notifications/webhooks-events";
const pageSize = 100;

/** A page of PayPal's list of events. `nextQuery` asks for the one after it; null on the last. */
export type EventPage = { readonly events: readonly Json[]; readonly nextQuery: string | null };

/** What to ask for to see the events of a window, of one kind or of all. PayPal counts both ends in; what it lists twice is stored once. */
export function toEventQuery({ from, to }: TimeWindow, type?: string): string {
  return new URLSearchParams({
    page_size: String(pageSize),
    start_time: toSecond(Math.floor(from / SECOND_MS)),
    end_time: toSecond(Math.ceil(to / SECOND_MS)),
    ...(type === undefined ? {} : { event_type: type }),
  }).toString();
}

export async function readEvents(paypal: PaypalClient, query: string): Promise<EventPage> {
  const body = await paypal.read(`${address}?${query}`);
  if (!Array.isArray(body.events)) throw unreadable("answer_of_another_kind");
  const links = Array.isArray(body.links) ? body.links.map(asObject) : [];
  const next = links.find(({ rel }) => rel === "next")?.href;
  // Of the link only the question counts: our token goes to the configured address and to no other.
  return {
    events: body.events.map(asObject),
    nextQuery: typeof next === "string" ? (next.split("?", 2)[1] ?? null) : null,
  };
}

/** Events of a window, whether our webhook took them or not. PayPal keeps them for 30 days (developer.paypal.com/api/rest/webhooks/events-dashboard). */
export async function listPaypalNotifications(
  paypal: PaypalClient,
  window: TimeWindow,
  cursor: string | null,
): Promise<NotificationPage> {
  try {
    const { events, nextQuery } = await readEvents(paypal, cursor ?? toEventQuery(window));
    const notifications = events.flatMap((event) => toNotification(event) ?? []);
    return { kind: "page", notifications, nextCursor: nextQuery };
  } catch (error) {
    if (error instanceof PaypalFailure) return { kind: "silent" };
    throw error;
  }
}

function toSecond(seconds: number): string {
  return new Date(seconds * SECOND_MS).toISOString().replace(".000Z", "Z");
}
