import { randomId } from "../random-id";
import type { EventRecord, SubjectKind } from "./records";
import type { StripeWorld } from "./world";

export const API_VERSION = "2026-10-28.endive";

const KEPT_FOR_SECONDS = 30 * 24 * 60 * 60;
const FORGOTTEN_AT_ONCE = 20;

/** Records that something happened, with the object as it is at this moment, and has it sent out. */
export function emit(
  world: StripeWorld,
  type: string,
  kind: SubjectKind,
  subject: object,
  previous: Readonly<Record<string, unknown>> | null = null,
): EventRecord {
  const { events } = world.state;
  const event = events.put({
    id: randomId("evt_", 24),
    created: world.clock.nowSeconds(),
    apiVersion: API_VERSION,
    idempotencyKey: world.mark?.idempotencyKey ?? null,
    kind,
    previous,
    requestId: world.mark?.id ?? null,
    subject,
    type,
  });
  forgetOldEvents(world);
  world.announce(event.id);
  return event;
}

function forgetOldEvents(world: StripeWorld): void {
  const { events, undelivered } = world.state;
  const oldestKept = world.clock.nowSeconds() - KEPT_FOR_SECONDS;
  for (let forgotten = 0; forgotten < FORGOTTEN_AT_ONCE; forgotten += 1) {
    const { oldest } = events;
    if (oldest === undefined || oldest.created >= oldestKept || undelivered.get(oldest.id) !== undefined) return;
    events.delete(oldest.id);
  }
}
