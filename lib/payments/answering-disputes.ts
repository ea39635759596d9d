import type { DisputeAnswer, DisputeState, GatewayName } from "./gateway";
import type { Instant } from "./instant";
import { ok, type Result, refused } from "./result";

/** Gateways that take our answer to a dispute (`answersDisputes`); the contract suite holds each to what it declares. */
export const answeringGateways: ReadonlySet<GatewayName> = new Set(["stripe"]);

/** What of a dispute decides whether it may be answered. `answerBy` null: the gateway does not say until when. */
export type AnswerableDispute = {
  readonly isOpen: boolean;
  readonly gateway: GatewayName;
  readonly answerBy: Instant | null;
  /** An answer of ours is there or on its way; one that the gateway refused is none. */
  readonly hasAnswer: boolean;
};

export type DisputeAnswerRefusal =
  | "dispute_not_open"
  | "dispute_answered_elsewhere"
  | "dispute_answered"
  | "dispute_too_late";

/** Whether evidence, or consent, may be sent now (F04): once, in time, and where the gateway takes it. */
export function decideDisputeAnswer(dispute: AnswerableDispute, now: Instant): Result<null, DisputeAnswerRefusal> {
  if (!dispute.isOpen) return refused("dispute_not_open");
  if (!answeringGateways.has(dispute.gateway)) return refused("dispute_answered_elsewhere");
  if (dispute.hasAnswer) return refused("dispute_answered");
  if (dispute.answerBy !== null && dispute.answerBy <= now) return refused("dispute_too_late");
  return ok(null);
}

/** So often an answer is taken up to be sent, in some three and a half hours, before it waits for a person (X06). */
export const mostAnswerTries = 10;

/**
 * What the gateway's picture of a dispute says about an answer of ours that nobody has confirmed. `overtaken`: the bank decided without it; `unknown`: it
 * decided, and the gateway does not say whether the answer had come. Consent and a lost dispute come to the same.
 */
export function arrivalOf(
  kind: DisputeAnswer["kind"],
  state: DisputeState,
): "arrived" | "not_arrived" | "overtaken" | "unknown" | "silent" {
  switch (state.kind) {
    case "silent":
      return "silent";
    case "open":
      return kind === "evidence" && state.isAnswered ? "arrived" : "not_arrived";
    case "closed":
      if (kind === "accept") return state.verdict === "lost" ? "arrived" : "overtaken";
      return state.isAnswered === null ? "unknown" : state.isAnswered ? "arrived" : "overtaken";
    case "unknown":
      return "not_arrived";
  }
}

/** What the house knows about a disputed payment, as JSON brings it: amounts as text in minor units, moments in milliseconds. */
export type DisputeFacts = {
  readonly orderNumber: string;
  readonly placedAt: number;
  readonly totalMinor: string;
  readonly currency: string;
  readonly customerName: string;
  readonly customerEmail: string | null;
  readonly items: string;
  /** Each time the customer agreed to a price by their link, on this order or on the one that it replaced. */
  readonly approvals: readonly { readonly amountMinor: string; readonly at: number }[];
  readonly shipments: readonly {
    readonly at: number;
    readonly carrier: string | null;
    readonly trackingNumber: string | null;
  }[];
  readonly capturedMinor: string;
  readonly capturedAt: number | null;
  readonly refundedBeforeMinor: string;
};
