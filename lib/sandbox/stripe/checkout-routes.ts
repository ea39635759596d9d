import { sessionShape } from "./checkout-params";
import { closeSession, knownSession, newSession } from "./checkout-sessions";
import { datedPageParams, listPage, pageParams } from "./list-page";
import { allIgnored, fields, merged, metadata, oneOf, type Param, reference } from "./params";
import { renderCheckoutSession, renderLineItem } from "./render-checkout";
import { route } from "./route";
import { invalidRequest, stateConflict } from "./stripe-error";
import type { StripeWorld } from "./world";

/** A page that shows one price and takes another would be worse than a refusal. */
const unchangeable: Param<never> = {
  within: null,
  read: (_value, path) => {
    throw invalidRequest(`The sandbox cannot change ${path} of a Checkout Session: expire it and open another.`, {
      param: path,
    });
  },
};

export const checkoutRoutes = [
  route("POST", "/v1/checkout/sessions", sessionShape, (world, params) =>
    renderCheckoutSession(newSession(world, params), world.origin()),
  ),
  route(
    "GET",
    "/v1/checkout/sessions",
    {
      ...datedPageParams,
      customer: reference,
      customer_details: fields({ email: reference }),
      payment_intent: reference,
      status: oneOf("complete", "expired", "open"),
      ...allIgnored("customer_account payment_link subscription"),
    },
    (world, params) => {
      const { sessions } = world.state;
      const entries =
        params.payment_intent !== undefined
          ? sessions.entriesOf("payment_intent", params.payment_intent)
          : params.customer !== undefined
            ? sessions.entriesOf("customer", params.customer)
            : sessions.entries();
      return listPage(params, {
        collection: sessions,
        entries,
        kind: "checkout.session",
        url: "/v1/checkout/sessions",
        accepts: (session) =>
          (params.status === undefined || session.status === params.status) &&
          (params.customer_details?.email === undefined || session.customerEmail === params.customer_details.email),
        render: (session) => renderCheckoutSession(session, world.origin()),
      });
    },
  ),
  route("GET", "/v1/checkout/sessions/:id", {}, (world, _params, id) =>
    renderCheckoutSession(knownSession(world, id), world.origin()),
  ),
  route(
    "POST",
    "/v1/checkout/sessions/:id",
    {
      metadata,
      line_items: unchangeable,
      payment_intent_data: unchangeable,
      ...allIgnored("collected_information shipping_options"),
    },
    (world, params, id) => {
      const former = knownSession(world, id);
      const session = world.state.sessions.put({ ...former, metadata: merged(former.metadata, params.metadata) });
      return renderCheckoutSession(session, world.origin());
    },
  ),
  route("POST", "/v1/checkout/sessions/:id/expire", {}, (world, _params, id) => {
    const session = knownSession(world, id);
    if (session.status !== "open") {
      throw stateConflict(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
        {
          code: "status_transition_invalid",
        },
      );
    }
    return renderCheckoutSession(closeSession(world, session), world.origin());
  }),
  route("GET", "/v1/checkout/sessions/:id/line_items", pageParams, (world, _params, id) => lineItems(world, id)),
];

function lineItems(world: StripeWorld, id: string) {
  const session = knownSession(world, id);
  if (session.lineItems.length === 0) throw invalidRequest("This Checkout Session has no line items.");
  const data = session.lineItems.map((item) => renderLineItem(item, session));
  return { object: "list", data, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` };
}
