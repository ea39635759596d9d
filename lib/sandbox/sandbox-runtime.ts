import { CallLog } from "./call-log";
import { SandboxClock } from "./clock";
import type { Control } from "./control-routes";
import { DueQueue } from "./due-queue";
import { Faults } from "./faults";
import { planDueWork as planPaypalWork, runDueWork as runPaypalWork } from "./paypal/due-work";
import { paypalState } from "./paypal/paypal-state";
import { renderEvent as renderPaypalEvent } from "./paypal/render";
import { WebhookSigner } from "./paypal/webhook-signing";
import type { PaypalWorld } from "./paypal/world";
import { StateStore } from "./state-store";
import { planDueWork, runDueWork } from "./stripe/due-work";
import { renderEvent } from "./stripe/render-event";
import { stripeState } from "./stripe/stripe-state";
import { webhookSignature } from "./stripe/webhook-signature";
import type { StripeWorld } from "./stripe/world";
import { WebhookDelivery } from "./webhook-delivery";

export interface RuntimeOptions {
  readonly stateFile?: string | null;
  readonly webhookUrl?: string | null;
  readonly webhookSecret?: string;
  readonly paypalWebhookUrl?: string | null;
  readonly paypalWebhookId?: string;
  readonly webhookRetryGapsMs?: readonly number[];
  readonly merchantName?: string;
  readonly grantsCardFeatures?: boolean;
  /** The real time, for tests that stop it. */
  readonly now?: () => number;
}

export interface Runtime {
  readonly control: Control;
  readonly paypalSigner: WebhookSigner;
  readonly store: StateStore;
  /** Sends what an earlier run left unsent, from now on at this address. */
  readonly open: (origin: string) => void;
  readonly close: () => Promise<void>;
}

/** The sandbox without its HTTP server: stored state, clock, faults and the notifications that go out. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const store = new StateStore(options.stateFile ?? null);
  const marks = store.collection<{ readonly id: string; readonly offsetMs: number }>("clock");
  const state = stripeState(store);
  const paypalRecords = paypalState(store);
  store.load();
  const clock = new SandboxClock(marks.get("offset")?.offsetMs ?? 0, options.now);
  let origin = "";
  let delivery: WebhookDelivery | null = null;
  let paypalDelivery: WebhookDelivery | null = null;
  const world: StripeWorld = {
    clock,
    due: new DueQueue(),
    faults: new Faults(),
    grantsCardFeatures: options.grantsCardFeatures ?? true,
    merchantName: options.merchantName ?? "Paydesk demo shop",
    state,
    origin: () => origin,
    announce: (eventId) => {
      if (delivery === null) return;
      state.undelivered.put({ id: eventId });
      delivery.enqueue(eventId);
    },
    mark: null,
  };
  const paypal: PaypalWorld = {
    clock,
    due: new DueQueue(),
    faults: world.faults,
    merchantName: world.merchantName,
    state: paypalRecords,
    origin: () => origin,
    announce: (eventId) => {
      if (paypalDelivery === null) return;
      paypalRecords.undelivered.put({ id: eventId });
      paypalDelivery.enqueue(eventId);
    },
  };
  const paypalSigner = new WebhookSigner(options.paypalWebhookId ?? "WH-SANDBOX");
  if (options.webhookUrl) delivery = webhooks(world, options, options.webhookUrl);
  if (options.paypalWebhookUrl)
    paypalDelivery = paypalWebhooks(paypal, paypalSigner, options, options.paypalWebhookUrl);
  planDueWork(world);
  planPaypalWork(paypal);
  const control: Control = {
    calls: new CallLog(),
    world,
    paypal,
    isEmpty: () =>
      state.intents.size +
        state.customers.size +
        state.methods.size +
        state.sessions.size +
        state.setups.size +
        paypalRecords.orders.size ===
      0,
    moveClock: (offsetMs) => {
      clock.setOffset(offsetMs);
      marks.put({ id: "offset", offsetMs });
      runDueWork(world);
      runPaypalWork(paypal);
    },
    openWebhooks: () => (delivery?.openCount ?? 0) + (paypalDelivery?.openCount ?? 0),
    reset: () => {
      store.clear();
      world.due.clear();
      paypal.due.clear();
      world.faults.clear();
      control.calls.clear();
      clock.setOffset(0);
    },
  };
  return {
    control,
    paypalSigner,
    store,
    open: (address) => {
      origin = address;
      for (const { id } of [...state.undelivered]) delivery?.enqueue(id);
      for (const { id } of [...paypalRecords.undelivered]) paypalDelivery?.enqueue(id);
    },
    close: async () => {
      delivery?.close();
      paypalDelivery?.close();
      await store.close();
    },
  };
}

function webhooks(world: StripeWorld, options: RuntimeOptions, url: string): WebhookDelivery {
  const secret = options.webhookSecret ?? "whsec_sandbox";
  return new WebhookDelivery(
    {
      url,
      ...(options.webhookRetryGapsMs !== undefined && { retryGapsMs: options.webhookRetryGapsMs }),
      sign: (body) => ({ "stripe-signature": webhookSignature(secret, body) }),
      message: (id) => {
        const event = world.state.events.get(id);
        if (event === undefined) return null;
        return {
          type: event.type,
          body: JSON.stringify(renderEvent(event, { isPending: true, origin: world.origin() }), null, 2),
        };
      },
      onDone: (id) => world.state.undelivered.delete(id),
    },
    world.faults,
  );
}

function paypalWebhooks(
  world: PaypalWorld,
  signer: WebhookSigner,
  options: RuntimeOptions,
  url: string,
): WebhookDelivery {
  return new WebhookDelivery(
    {
      url,
      ...(options.webhookRetryGapsMs !== undefined && { retryGapsMs: options.webhookRetryGapsMs }),
      sign: (body) => signer.headers(body, world.origin()),
      message: (id) => {
        const event = world.state.events.get(id);
        return event === undefined ? null : { type: event.type, body: JSON.stringify(renderPaypalEvent(world, event)) };
      },
      onDone: (id) => world.state.undelivered.delete(id),
    },
    world.faults,
  );
}
