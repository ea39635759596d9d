import type { CallLog } from "./call-log";
import type { SandboxClock } from "./clock";
import { parseFaultRule } from "./fault-rule";
import { jsonReply, type Reply } from "./http-exchange";
import { readAmount } from "./paypal/amounts";
import {
  closeDispute as closePaypalDispute,
  escalateDispute,
  openDispute as openPaypalDispute,
} from "./paypal/disputes";
import { paypalLedger } from "./paypal/ledger";
import type { PaypalWorld } from "./paypal/world";
import { closeDispute } from "./stripe/disputes";
import { failLate } from "./stripe/late-failure";
import { ledger } from "./stripe/ledger";
import type { StripeWorld } from "./stripe/world";

export interface Control {
  readonly calls: CallLog;
  readonly world: StripeWorld;
  readonly paypal: PaypalWorld;
  readonly isEmpty: () => boolean;
  readonly moveClock: (offsetMs: number) => void;
  readonly openWebhooks: () => number;
  readonly reset: () => void;
}

export const CONTROL_PREFIX = "/__sandbox/";

/** Two clocks set one after the other differ by the time between; so a little back is no step back. */
const BACKWARD_LEEWAY_MS = 60_000;

/** The sandbox's own endpoints: they steer it and look into it, and are no part of any gateway. */
export function handleControl(control: Control, method: string, path: string, body: string): Reply {
  try {
    const operation = `${method} ${path.slice(CONTROL_PREFIX.length)}`;
    if (operation === "POST disputes") return disputeCapture(control, body);
    if (operation.startsWith("POST disputes/"))
      return decideDispute(control, operation.slice("POST disputes/".length), body);
    const late = /^POST charges\/([^/]+)\/fail$/.exec(operation);
    if (late?.[1]) return failCharge(control, late[1], body);
    return OPERATIONS[operation]?.(control, body) ?? jsonReply(404, { error: `The sandbox has no ${operation}` });
  } catch (error) {
    if (error instanceof BadInput || error instanceof SyntaxError) return jsonReply(400, { error: error.message });
    throw error;
  }
}

class BadInput extends Error {}

const OPERATIONS: Readonly<Record<string, (control: Control, body: string) => Reply>> = {
  "GET health": (control) =>
    jsonReply(200, { status: "ok", now: clockState(control).now, openWebhooks: control.openWebhooks() }),
  "GET clock": (control) => jsonReply(200, clockState(control)),
  "POST clock": setClock,
  "GET faults": (control) => jsonReply(200, { faults: control.world.faults.list() }),
  "POST faults": addFault,
  "DELETE faults": (control) => {
    control.world.faults.clear();
    return jsonReply(200, { faults: [] });
  },
  "GET ledger": (control) => jsonReply(200, { ...ledger(control.world), paypal: paypalLedger(control.paypal) }),
  "GET calls": (control) => jsonReply(200, control.calls.summary()),
  "DELETE calls": (control) => {
    control.calls.clear();
    return jsonReply(200, control.calls.summary());
  },
  "DELETE state": (control) => {
    control.reset();
    return jsonReply(200, { isEmpty: control.isEmpty() });
  },
};

function setClock(control: Control, body: string): Reply {
  const input = JSON.parse(body) as { now?: unknown; offsetMs?: unknown };
  const wanted = wantedOffset(control.world.clock, input);
  const isBack = wanted < control.world.clock.offsetMs;
  if (isBack && !control.isEmpty()) {
    if (control.world.clock.offsetMs - wanted > BACKWARD_LEEWAY_MS) {
      return jsonReply(409, {
        error: "The clock may be set back only while the sandbox is empty",
        ...clockState(control),
      });
    }
    return jsonReply(200, clockState(control));
  }
  control.moveClock(wanted);
  return jsonReply(200, clockState(control));
}

function wantedOffset(clock: SandboxClock, input: { now?: unknown; offsetMs?: unknown }): number {
  if (typeof input.offsetMs === "number" && Number.isFinite(input.offsetMs)) return Math.round(input.offsetMs);
  const now = typeof input.now === "string" ? Date.parse(input.now) : Number.NaN;
  if (Number.isNaN(now)) throw new BadInput('Give {"now": "2026-12-24T10:00:00Z"} or {"offsetMs": 3600000}');
  return clock.offsetFor(now);
}

function clockState({ world: { clock } }: Control) {
  return { now: new Date(clock.nowMs()).toISOString(), offsetMs: clock.offsetMs };
}

function addFault(control: Control, body: string): Reply {
  const input: unknown = JSON.parse(body);
  const rules = (Array.isArray(input) ? input : [input]).map((rule) => {
    try {
      return parseFaultRule(rule);
    } catch (error) {
      throw new BadInput(error instanceof Error ? error.message : "Not a fault");
    }
  });
  const ids = rules.map((rule) => control.world.faults.add(rule));
  return jsonReply(201, { ids, faults: control.world.faults.list() });
}

/** The payer of a capture at PayPal disputes it; at Stripe a test card does. */
function disputeCapture({ paypal }: Control, body: string): Reply {
  const { capture: id, stage, value } = JSON.parse(body) as { capture?: unknown; stage?: unknown; value?: unknown };
  const capture = typeof id === "string" ? paypal.state.captures.get(id) : undefined;
  if (capture === undefined) return jsonReply(404, { error: `There is no capture ${id} at PayPal` });
  if (stage !== undefined && stage !== "INQUIRY" && stage !== "CHARGEBACK")
    throw new BadInput('Give {"stage": "INQUIRY"} or {"stage": "CHARGEBACK"}');
  const dispute = openPaypalDispute(paypal, capture, {
    ...(stage !== undefined && { stage }),
    ...(value !== undefined && { amount: amountIn(capture.amount.currency, value) }),
  });
  return jsonReply(201, { id: dispute.id, status: dispute.status });
}

function decideDispute({ world, paypal }: Control, id: string, body: string): Reply {
  const { status, value } = JSON.parse(body) as { status?: unknown; value?: unknown };
  const atPaypal = paypal.state.disputes.get(id);
  if (atPaypal !== undefined && status === "under_review")
    return jsonReply(200, { id, status: escalateDispute(paypal, atPaypal).status });
  if (status !== "won" && status !== "lost") throw new BadInput('Give {"status": "won"} or {"status": "lost"}');
  if (atPaypal !== undefined) {
    const part = value === undefined ? undefined : amountIn(atPaypal.amount.currency, value);
    return jsonReply(200, { id, status: closePaypalDispute(paypal, atPaypal, status, part).outcome });
  }
  const dispute = world.state.disputes.get(id);
  if (dispute === undefined) return jsonReply(404, { error: `There is no dispute ${id}` });
  return jsonReply(200, { id, status: closeDispute(world, dispute, status).status });
}

function amountIn(currency: string, value: unknown) {
  if (typeof value !== "string" || !/^\d+(\.\d+)?$/.test(value)) throw new BadInput('Give {"value": "10.00"}');
  return readAmount({ currency_code: currency, value }, "/value");
}

function failCharge(control: Control, id: string, body: string): Reply {
  const charge = control.world.state.charges.get(id);
  if (charge?.status !== "succeeded" || charge.amountCaptured === 0)
    return jsonReply(404, { error: `There is no captured charge ${id}` });
  const { code = "insufficient_funds" } = JSON.parse(body || "{}") as { code?: unknown };
  if (typeof code !== "string") throw new BadInput('Give {"code": "insufficient_funds"}');
  return jsonReply(200, { id, status: failLate(control.world, charge, code).status });
}
