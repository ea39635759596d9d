import type { DueItem } from "../due-queue";
import { expireAuthorization } from "./authorizations";
import { resolveCapture, resolveRefund } from "./captures";
import { endOrder } from "./orders";
import type { PaypalWorld } from "./world";

/** Carries out all that fell due until now, each at its own moment. */
export function runDueWork(world: PaypalWorld): void {
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
export function planDueWork({ due, state }: PaypalWorld): void {
  due.clear();
  for (const order of state.orders)
    if (order.status !== "COMPLETED") due.add({ atMs: order.endsMs, kind: "order", id: order.id });
  for (const { id, status, expiresMs } of state.authorizations)
    if (status === "CREATED" || status === "PARTIALLY_CAPTURED")
      due.add({ atMs: expiresMs, kind: "authorization", id });
  for (const { id, resolvesMs } of state.captures)
    if (resolvesMs !== null) due.add({ atMs: resolvesMs, kind: "capture", id });
  for (const { id, resolvesMs } of state.refunds)
    if (resolvesMs !== null) due.add({ atMs: resolvesMs, kind: "refund", id });
}

function carryOut(world: PaypalWorld, { kind, id, atMs }: DueItem): void {
  const { orders, authorizations, captures, refunds } = world.state;
  const order = kind === "order" ? orders.get(id) : undefined;
  const authorization = kind === "authorization" ? authorizations.get(id) : undefined;
  const capture = kind === "capture" ? captures.get(id) : undefined;
  const refund = kind === "refund" ? refunds.get(id) : undefined;
  if (order !== undefined && order.status !== "COMPLETED" && order.endsMs <= atMs) endOrder(world, order);
  if (authorization !== undefined) expireAuthorization(world, authorization);
  if (capture !== undefined) resolveCapture(world, capture);
  if (refund !== undefined) resolveRefund(world, refund);
}
