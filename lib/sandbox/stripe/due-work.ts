import type { DueItem } from "../due-queue";
import { closeSession } from "./checkout-sessions";
import { resolveRefund } from "./refunds";
import { expireHold } from "./release-hold";
import type { StripeWorld } from "./world";

/** Carries out all that fell due until now, each at its own moment. */
export function runDueWork(world: StripeWorld): void {
  for (
    let item = world.due.takeUntil(world.clock.nowMs());
    item !== undefined;
    item = world.due.takeUntil(world.clock.nowMs())
  ) {
    const due = item;
    world.clock.during(due.atMs, () => carryOut(world, due));
  }
}

/** After a restart the queue is filled again from the records. */
export function planDueWork(world: StripeWorld): void {
  world.due.clear();
  for (const intent of world.state.intents) {
    if (intent.status !== "requires_capture" || intent.latestCharge === null) continue;
    const deadline = world.state.charges.get(intent.latestCharge)?.captureBefore ?? null;
    if (deadline !== null) world.due.add({ atMs: deadline * 1000, kind: "hold", id: intent.latestCharge });
  }
  for (const session of world.state.sessions) {
    if (session.status === "open") world.due.add({ atMs: session.expiresAt * 1000, kind: "session", id: session.id });
  }
  for (const refund of world.state.refunds) {
    if (refund.resolvesAt !== null) world.due.add({ atMs: refund.resolvesAt * 1000, kind: "refund", id: refund.id });
  }
}

function carryOut(world: StripeWorld, item: DueItem): void {
  if (item.kind === "hold") endHold(world, item.id);
  else if (item.kind === "session") endSession(world, item.id);
  else endRefund(world, item.id);
}

function endHold(world: StripeWorld, chargeId: string): void {
  const charge = world.state.charges.get(chargeId);
  const intent = charge === undefined ? undefined : world.state.intents.get(charge.paymentIntent);
  if (charge !== undefined && intent?.status === "requires_capture" && intent.latestCharge === chargeId)
    expireHold(world, intent, charge);
}

function endSession(world: StripeWorld, id: string): void {
  const session = world.state.sessions.get(id);
  if (session?.status === "open") closeSession(world, session);
}

function endRefund(world: StripeWorld, id: string): void {
  const refund = world.state.refunds.get(id);
  if (refund !== undefined && refund.resolvesTo !== null) resolveRefund(world, refund);
}
