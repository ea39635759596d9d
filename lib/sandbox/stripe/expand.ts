import { renderCharge, renderRefund } from "./render-charge";
import { renderCheckoutSession, renderLineItem } from "./render-checkout";
import { renderCustomer, renderSetupIntent } from "./render-customer";
import { renderDispute } from "./render-dispute";
import { type JsonObject, renderPaymentIntent, renderPaymentMethod } from "./render-payment";
import { invalidRequest } from "./stripe-error";
import type { StripeWorld } from "./world";

const MAX_DEPTH = 4;

/** Replaces ids by objects along each path, such as `latest_charge.customer` or, on lists, `data.payment_method`. */
export function expandAll(world: StripeWorld, body: JsonObject, paths: readonly string[]): JsonObject {
  for (const path of paths) {
    const segments = path.split(".");
    if (segments.length > MAX_DEPTH + 1) {
      throw invalidRequest(`You cannot expand more than ${MAX_DEPTH} levels of a property`, { param: "expand" });
    }
    expandPath(world, body, segments, path);
  }
  return body;
}

function expandPath(world: StripeWorld, holder: JsonObject, segments: readonly string[], path: string): void {
  const [name, ...rest] = segments;
  if (name === undefined) return;
  if (!(name in holder)) holder[name] = included(world, holder, name, path);
  const value = holder[name];
  if (typeof value === "string") {
    const object = objectById(world, value);
    if (object === null) throw notExpandable(path);
    holder[name] = object;
  }
  descend(world, holder[name], rest, path);
}

function descend(world: StripeWorld, value: unknown, rest: readonly string[], path: string): void {
  if (rest.length === 0 || value === null) return;
  if (Array.isArray(value)) for (const item of value) expandPath(world, item as JsonObject, rest, path);
  else if (typeof value === "object") expandPath(world, value as JsonObject, rest, path);
}

/** Properties that are not there at all unless asked for. */
function included(world: StripeWorld, holder: JsonObject, name: string, path: string): JsonObject {
  const id = String(holder.id);
  if (holder.object === "checkout.session" && name === "line_items") {
    const session = world.state.sessions.get(id);
    const data = session?.lineItems.map((item) => renderLineItem(item, session)) ?? [];
    return { object: "list", data, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` };
  }
  if (holder.object === "charge" && name === "refunds") {
    const data = [...world.state.refunds.recordsOf("charge", id)].reverse().slice(0, 10).map(renderRefund);
    return { object: "list", data, has_more: false, url: `/v1/charges/${id}/refunds` };
  }
  throw notExpandable(path);
}

function objectById(world: StripeWorld, id: string): JsonObject | null {
  const { state } = world;
  const origin = world.origin();
  switch (id.slice(0, id.indexOf("_"))) {
    case "ch":
      return rendered(state.charges.get(id), renderCharge);
    case "cs":
      return rendered(state.sessions.get(id), (session) => renderCheckoutSession(session, origin));
    case "cus":
      return rendered(state.customers.get(id), renderCustomer);
    case "dp":
      return rendered(state.disputes.get(id), renderDispute);
    case "pi":
      return rendered(state.intents.get(id), (intent) => renderPaymentIntent(intent, origin));
    case "pm":
      return rendered(state.methods.get(id), renderPaymentMethod);
    case "re":
      return rendered(state.refunds.get(id), renderRefund);
    case "seti":
      return rendered(state.setups.get(id), (setup) => renderSetupIntent(setup, origin));
    default:
      return null;
  }
}

function rendered<T>(record: T | undefined, render: (record: T) => JsonObject): JsonObject | null {
  return record === undefined ? null : render(record);
}

function notExpandable(path: string): Error {
  return invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" });
}
