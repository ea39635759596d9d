import { settings } from "@/lib/config/env";
import { logger } from "@/lib/config/logger";
import { createSender, type Sender } from "@/lib/http/sender";
import { type Delivery, judgeDelivery } from "@/lib/operations/outbox/delivery-policy";
import { addressProblem } from "@/lib/operations/outbox/webhook-address";
import { publicLookup } from "./public-lookup";
import { signedHeaders } from "./sign-message";

const DEADLINE_MS = 10_000;

/** Hands one message to its receiver. Redirects are not followed, and the address is checked again: what a name stands for may have changed. */
export async function sendMessage(
  url: string,
  message: { readonly id: string; readonly body: string },
  secrets: readonly string[],
): Promise<Delivery> {
  const { webhookPrivateHosts } = settings();
  const problem = addressProblem(url, webhookPrivateHosts);
  if (problem !== null) return judgeDelivery({ kind: "not_sent", cause: problem });
  sender ??= createSender({
    lookup: publicLookup(webhookPrivateHosts),
    onCall: ({ host, result, status, cause, durationMs }) =>
      logger.info({ host, result, status, cause, durationMs }, "webhook sent"),
  });
  const answer = await sender.send({
    method: "POST",
    url,
    // Receivers compare the signed time with their own clock: it is the machine's, not the house's, which a demo may move.
    headers: {
      "content-type": "application/json",
      "user-agent": "Paydesk",
      ...signedHeaders(message.id, new Date(), message.body, secrets),
    },
    body: message.body,
    deadlineMs: DEADLINE_MS,
  });
  return judgeDelivery(answer);
}

let sender: Sender | null = null;
