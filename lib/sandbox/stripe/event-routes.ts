import { datedPageParams, listPage } from "./list-page";
import { allIgnored, listOf, reference } from "./params";
import { renderEvent } from "./render-event";
import { route } from "./route";
import { invalidRequest, noSuch } from "./stripe-error";
import type { StripeWorld } from "./world";

export const eventRoutes = [
  route(
    "GET",
    "/v1/events",
    { ...datedPageParams, type: reference, types: listOf(reference), ...allIgnored("delivery_success") },
    (world, params) => {
      if (params.type !== undefined && params.types !== undefined) {
        throw invalidRequest("You may pass either type or types, but not both.", { param: "types" });
      }
      const { events } = world.state;
      const wanted = params.types ?? (params.type === undefined ? null : [params.type]);
      const isExact = params.type !== undefined && !params.type.includes("*");
      return listPage(params, {
        collection: events,
        entries: isExact && params.type !== undefined ? events.entriesOf("type", params.type) : events.entries(),
        kind: "event",
        url: "/v1/events",
        accepts: (event) => wanted === null || isExact || wanted.some((pattern) => matches(pattern, event.type)),
        render: (event) => render(world, event.id),
      });
    },
  ),
  route("GET", "/v1/events/:id", {}, (world, _params, id) => render(world, id)),
];

function render(world: StripeWorld, id: string) {
  const event = world.state.events.get(id);
  if (event === undefined) throw noSuch("event", id, "id");
  return renderEvent(event, { isPending: world.state.undelivered.get(id) !== undefined, origin: world.origin() });
}

function matches(pattern: string, type: string): boolean {
  return pattern.endsWith("*") ? type.startsWith(pattern.slice(0, -1)) : pattern === type;
}
