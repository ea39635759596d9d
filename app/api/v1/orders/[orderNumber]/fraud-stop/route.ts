import { liftFraudStop, stopForFraud } from "@/lib/operations/order/stop-for-fraud";
import { liftFraudStopEndpoint, setFraudStopEndpoint } from "@/lib/server/api/fraud-endpoints";
import { otherMethods } from "@/lib/server/api/other-methods";
import { answer, defineRoute } from "@/lib/server/define-route";

export const POST = defineRoute(setFraudStopEndpoint, async ({ context }, { params, body }) => {
  const stopped = await stopForFraud(context, params, body);
  return stopped.ok ? answer(200, { ...params, isFraudStopped: true }) : stopped;
});

export const DELETE = defineRoute(liftFraudStopEndpoint, async ({ context }, { params, query, body }) => {
  const reason = body?.reason ?? query.reason;
  if (reason === undefined) return reasonMissing;
  const lifted = await liftFraudStop(context, params, { reason });
  return lifted.ok ? answer(200, { ...params, isFraudStopped: false }) : lifted;
});

export const { GET, PUT, PATCH, OPTIONS } = otherMethods("POST", "DELETE");

const reasonMissing = {
  ok: false,
  reason: "invalid_reason",
  errors: [{ pointer: "/reason", code: "required", detail: "must be given" }],
} as const;
