import { closeDispute } from "./disputes";
import { emit } from "./events";
import type { FormValue } from "./form-decoder";
import { datedPageParams, listPage } from "./list-page";
import { flag, merged, metadata, type Param, reference } from "./params";
import { renderDispute } from "./render-dispute";
import { route } from "./route";
import type { DisputeRecord } from "./side-records";
import { invalidRequest, noSuch } from "./stripe-error";
import type { StripeWorld } from "./world";

/** Whatever is told as evidence; two texts decide the case, as in Stripe's own test mode. */
const evidenceParam: Param<string> = { within: null, read: (value: FormValue) => JSON.stringify(value) };

export const disputeRoutes = [
  route(
    "GET",
    "/v1/disputes",
    { ...datedPageParams, charge: reference, payment_intent: reference },
    (world, params) => {
      const { disputes } = world.state;
      const entries =
        params.charge !== undefined
          ? disputes.entriesOf("charge", params.charge)
          : params.payment_intent !== undefined
            ? disputes.entriesOf("payment_intent", params.payment_intent)
            : disputes.entries();
      return listPage(params, {
        collection: disputes,
        entries,
        kind: "dispute",
        url: "/v1/disputes",
        render: renderDispute,
      });
    },
  ),
  route("GET", "/v1/disputes/:id", {}, (world, _params, id) => renderDispute(knownDispute(world, id))),
  route("POST", "/v1/disputes/:id", { evidence: evidenceParam, metadata, submit: flag }, (world, params, id) => {
    const former = knownDispute(world, id);
    checkOpen(former);
    const isSubmitted = params.evidence !== undefined && params.submit !== false;
    const dispute = world.state.disputes.put({
      ...former,
      hasEvidence: former.hasEvidence || params.evidence !== undefined,
      metadata: merged(former.metadata, params.metadata),
      submissions: former.submissions + (isSubmitted ? 1 : 0),
      status: isSubmitted ? "under_review" : former.status,
    });
    emit(world, "charge.dispute.updated", "dispute", dispute);
    if (params.evidence?.includes("winning_evidence")) return renderDispute(closeDispute(world, dispute, "won"));
    if (params.evidence?.includes("losing_evidence")) return renderDispute(closeDispute(world, dispute, "lost"));
    return renderDispute(dispute);
  }),
  route("POST", "/v1/disputes/:id/close", {}, (world, _params, id) => {
    const dispute = knownDispute(world, id);
    checkOpen(dispute);
    return renderDispute(closeDispute(world, dispute, "lost"));
  }),
];

function checkOpen({ status }: DisputeRecord): void {
  if (status === "won" || status === "lost" || status === "warning_closed")
    throw invalidRequest("This dispute is already closed.", { code: "status_transition_invalid" });
}

function knownDispute(world: StripeWorld, id: string): DisputeRecord {
  const dispute = world.state.disputes.get(id);
  if (dispute === undefined) throw noSuch("dispute", id, "dispute");
  return dispute;
}
