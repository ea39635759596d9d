import type { CallLog } from "./call-log";
import type { SandboxClock } from "./clock";
import { parseFaultRule } from "./fault-rule";
import { jsonReply, type Reply } from "./http-exchange";
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

function decideDispute(control: Control, id: string, body: string): Reply {
  const dispute = control.world.state.disputes.get(id);
  if (dispute === undefined) return jsonReply(404, { error: `There is no dispute ${id}` });
  const { status } = JSON.parse(body) as { status?: unknown };
  if (status !== "won" && status !== "lost") throw new BadInput('Give {"status": "won"} or {"status": "lost"}');
  return jsonReply(200, { id, status: closeDispute(control.world, dispute, status).status });
}

function failCharge(control: Control, id: string, body: string): Reply {
  const charge = control.world.state.charges.get(id);
  if (charge?.status !== "succeeded" || charge.amountCaptured === 0)
    return jsonReply(404, { error: `There is no captured charge ${id}` });
  const { code = "insufficient_funds" } = JSON.parse(body || "{}") as { code?: unknown };
  if (typeof code !== "string") throw new BadInput('Give {"code": "insufficient_funds"}');
  return jsonReply(200, { id, status: failLate(control.world, charge, code).status });
}
