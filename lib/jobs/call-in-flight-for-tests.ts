import { createStripeGateway } from "@/lib/gateways/stripe/stripe-gateway";
import { createSender } from "@/lib/http/sender";
import { toGatewayCall } from "@/lib/operations/attempt/attempt-request";
import { type ClaimedAttempt, claimAttempt } from "@/lib/operations/attempt/claim-attempt";
import type { AnyOutcome } from "@/lib/operations/attempt/record-outcome";
import type { DeskForTests } from "./desk-for-tests";

/** For tests: takes an attempt as a worker does, and sends nothing. */
export async function claimed({ context }: DeskForTests, attemptId: string): Promise<ClaimedAttempt> {
  const taken = await claimAttempt(context, attemptId);
  if ("notClaimed" in taken) throw new Error(taken.notClaimed);
  return taken;
}

/** For tests: what a worker does between claim and answer. The gateway has acted, and nobody has written its answer down. */
export async function callInFlight(
  desk: DeskForTests,
  attemptId: string,
): Promise<{ attempt: ClaimedAttempt["attempt"]; outcome: AnyOutcome }> {
  const { attempt } = await claimed(desk, attemptId);
  const { operation, request } = toGatewayCall(attempt) as { operation: "authorize"; request: never };
  const stripe = { secretKey: "sk_test_desk", webhookSecrets: ["whsec_desk"], apiBase: desk.sandbox.url };
  const gateway = createStripeGateway(stripe, createSender());
  return { attempt, outcome: (await gateway.run(operation, request)) as AnyOutcome };
}
