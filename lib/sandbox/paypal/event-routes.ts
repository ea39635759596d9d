import { invalidRequest, notFound } from "./paypal-error";
import type { EventRecord } from "./records";
import { type JsonObject, renderEvent } from "./render";
import { type ReadRoute, read } from "./route";
import type { PaypalWorld } from "./world";

const LIST = "/v1/notifications/webhooks-events";
const DEFAULT_PAGE = 10;
const LARGEST_PAGE = 300;

export const eventRoutes: readonly ReadRoute[] = [
  { ...read, pattern: LIST, show: (world, _id, query) => listEvents(world, query) },
  {
    ...read,
    pattern: `${LIST}/{id}`,
    show: (world, id) => {
      const event = world.state.events.get(id);
      if (event === undefined) throw notFound();
      return renderEvent(world, event);
    },
  },
];

/** One page of what happened, newest first. Its `next` link alone leads on, as at PayPal: the last event of the page stands in it. */
function listEvents(world: PaypalWorld, query: URLSearchParams): JsonObject {
  const size = pageSizeOf(query);
  const [from, to] = [secondOf(query, "start_time") ?? 0, secondOf(query, "end_time") ?? Number.POSITIVE_INFINITY];
  const type = query.get("event_type");
  const transaction = query.get("transaction_id");
  const found: EventRecord[] = [];
  const entries = world.state.events.entries();
  let index = entriesBefore(world, query.get("index_id"));
  while (index > 0 && found.length <= size) {
    index -= 1;
    const entry = entries[index];
    if (entry === undefined || entry.isDeleted) continue;
    const { record } = entry;
    const second = Math.floor(record.createdMs / 1000);
    if (second < from || second > to || (type !== null && record.type !== type)) continue;
    if (transaction === null || (record.resource as { id?: unknown }).id === transaction) found.push(record);
  }
  const page = found.slice(0, size);
  return {
    events: page.map((event) => renderEvent(world, event)),
    count: page.length,
    links: [
      { href: addressOf(world, query), rel: "self", method: "GET" },
      ...(found.length > size
        ? [{ href: addressOf(world, query, page.at(-1)), rel: "next", method: "GET" as const }]
        : []),
    ],
  };
}

function entriesBefore({ state: { events } }: PaypalWorld, id: string | null): number {
  const all = events.entries();
  if (id === null) return all.length;
  const index = all.findLastIndex(({ record }) => record.id === id);
  if (index < 0) throw invalidQuery("index_id");
  return index;
}

function addressOf(world: PaypalWorld, query: URLSearchParams, last?: EventRecord): string {
  const next = new URLSearchParams(query);
  if (last !== undefined) {
    next.set("move_to", "next");
    next.set("index_id", last.id);
  }
  return `${world.origin()}${LIST}?${next}`;
}

function pageSizeOf(query: URLSearchParams): number {
  const size = Number(query.get("page_size") ?? DEFAULT_PAGE);
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE) throw invalidQuery("page_size");
  return size;
}

function secondOf(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw invalidQuery(name);
  return at / 1000;
}

function invalidQuery(name: string): Error {
  return invalidRequest(
    "INVALID_PARAMETER_SYNTAX",
    name,
    "The value of a field does not conform to the expected format.",
    "query",
  );
}
