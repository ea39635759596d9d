import { emit } from "./events";
import { datedPageParams, listPage } from "./list-page";
import { allIgnored, merged, metadata, reference, text } from "./params";
import type { ChargeRecord } from "./records";
import { renderCharge } from "./render-charge";
import { route } from "./route";
import { noSuch } from "./stripe-error";
import type { StripeWorld } from "./world";

export const chargeRoutes = [
  route(
    "GET",
    "/v1/charges",
    { ...datedPageParams, customer: reference, payment_intent: reference, transfer_group: reference },
    (world, params) => {
      const { charges } = world.state;
      const entries =
        params.payment_intent !== undefined
          ? charges.entriesOf("payment_intent", params.payment_intent)
          : params.customer !== undefined
            ? charges.entriesOf("customer", params.customer)
            : charges.entries();
      return listPage(params, {
        collection: charges,
        entries,
        kind: "charge",
        url: "/v1/charges",
        accepts: (charge) =>
          (params.customer === undefined || charge.customer === params.customer) &&
          (params.transfer_group === undefined || charge.transferGroup === params.transfer_group),
        render: renderCharge,
      });
    },
  ),
  route("GET", "/v1/charges/:id", {}, (world, _params, id) => renderCharge(knownCharge(world, id))),
  route(
    "POST",
    "/v1/charges/:id",
    {
      description: text,
      metadata,
      receipt_email: text,
      transfer_group: text,
      ...allIgnored("customer fraud_details shipping"),
    },
    (world, params, id) => {
      const former = knownCharge(world, id);
      const charge = world.state.charges.put({
        ...former,
        description: params.description === undefined ? former.description : params.description,
        metadata: merged(former.metadata, params.metadata),
        receiptEmail: params.receipt_email === undefined ? former.receiptEmail : params.receipt_email,
        transferGroup: params.transfer_group === undefined ? former.transferGroup : params.transfer_group,
      });
      emit(world, "charge.updated", "charge", charge);
      return renderCharge(charge);
    },
  ),
];

export function knownCharge(world: StripeWorld, id: string, param = "charge", status = 404): ChargeRecord {
  const charge = world.state.charges.get(id);
  if (charge === undefined) throw noSuch("charge", id, param, status);
  return charge;
}
