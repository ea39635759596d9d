import { describe, expect, it } from "vitest";
import { defaultEnquiryLadderMs } from "./enquiry-ladder";
import type { GatewayCall, OpenHostedPageRequest } from "./gateway";
import { DAY_MS, later, toInstant } from "./instant";
import { money } from "./money";
import { decideSettlement, outcomeOfEvidence, type UnansweredCall } from "./settling";

const since = toInstant(1_790_000_000_000);
const ended = later(since, 6 * DAY_MS);
const call: UnansweredCall = { status: "unconfirmed", operation: "capture", since, asked: 8 };
const identity = { operationId: "op_1", idempotencyKey: "att_1", storeId: "s", orderNumber: "1" };
const amount = money(20_000, "USD");

describe("a person's evidence about a call without an answer", () => {
  it("X06 I7: settles it only after the ladder has ended", () => {
    expect(decideSettlement(call, "happened", ended, defaultEnquiryLadderMs)).toEqual({ ok: true, value: null });
    expect(decideSettlement(call, "happened", later(since, DAY_MS), defaultEnquiryLadderMs)).toMatchObject({
      reason: "still_being_asked",
    });
    expect(decideSettlement({ ...call, asked: 2 }, "happened", ended, defaultEnquiryLadderMs)).toMatchObject({
      reason: "still_being_asked",
    });
  });

  it.each(["requested", "started", "succeeded", "declined", "rejected", "not_sent"])(
    "I7: settles nothing that is %s",
    (status) => {
      expect(decideSettlement({ ...call, status }, "did_not_happen", ended, defaultEnquiryLadderMs)).toMatchObject({
        reason: "already_answered",
      });
    },
  );

  it("X06: cannot stand for a page that only the gateway could name", () => {
    const page = { ...call, operation: "open_hosted_page" } as const;
    expect(decideSettlement(page, "happened", ended, defaultEnquiryLadderMs)).toMatchObject({
      reason: "needs_the_gateway",
    });
    expect(decideSettlement(page, "did_not_happen", ended, defaultEnquiryLadderMs).ok).toBe(true);
  });

  it("X06: a call that is only accepted may be settled too", () => {
    expect(decideSettlement({ ...call, status: "pending" }, "happened", ended, defaultEnquiryLadderMs).ok).toBe(true);
  });

  const instrument = { kind: "card", token: "pm_1", customerToken: null } as const;
  const asked = { ...identity, amount, instrument, initiator: "merchant" } as const;
  const hold = { expiresAt: null, guaranteedUntil: null, instrument: null };
  const calls: readonly [GatewayCall, object][] = [
    [
      { operation: "capture", request: { ...identity, amount, authorizationReference: "pi_1", isFinal: true } },
      { captureReference: "ref", amount },
    ],
    [
      { operation: "refund", request: { ...identity, amount, captureReference: "ch_1" } },
      { refundReference: "ref", amount },
    ],
    [
      { operation: "void", request: { ...identity, authorizationReference: "pi_1" } },
      { authorizationReference: "pi_1" },
    ],
    [
      { operation: "authorize", request: asked },
      { ...hold, authorizationReference: "ref", amount },
    ],
    [
      { operation: "renew", request: { ...identity, amount, authorizationReference: "pi_1" } },
      { ...hold, authorizationReference: "ref", amount },
    ],
    [
      { operation: "authorize_and_capture", request: asked },
      { ...hold, authorizationReference: "ref", captureReference: "ref", amount },
    ],
    [
      { operation: "increase", request: { ...identity, authorizationReference: "pi_1", newTotal: amount } },
      { ...hold, authorizationReference: "pi_1", amount },
    ],
    [
      { operation: "open_hosted_page", request: { ...identity, amount } as OpenHostedPageRequest },
      { sessionReference: "ref" },
    ],
    [
      { operation: "close_hosted_page", request: { ...identity, sessionReference: "cs_1" } },
      { sessionReference: "ref" },
    ],
  ];
  it.each(calls.map(([unanswered, facts]) => ({ unanswered, facts })))(
    "UN-6: becomes the outcome that the gateway's own answer would be: $unanswered.operation",
    ({ unanswered, facts }) => {
      const exchange = { rawMessage: null, gatewayRequestId: "ref", httpStatus: null, networkCode: null };
      expect(outcomeOfEvidence(unanswered, "happened", "ref")).toEqual({
        kind: "succeeded",
        facts,
        exchange: { ...exchange, rawCode: "settled_by_person_happened" },
      });
      expect(outcomeOfEvidence(unanswered, "did_not_happen", "ref")).toEqual({
        kind: "declined",
        reason: "technical_fault",
        exchange: { ...exchange, rawCode: "settled_by_person_did_not_happen" },
      });
    },
  );
});
