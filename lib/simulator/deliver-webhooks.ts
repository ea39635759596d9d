import { findStore } from "@/lib/operations/notification/find-store";
import { receiveNotification } from "@/lib/operations/notification/receive-notification";
import { toInstant } from "@/lib/payments/instant";
import { renderEvent as renderPaypalEvent } from "@/lib/sandbox/paypal/render";
import { renderEvent } from "@/lib/sandbox/stripe/render-event";
import { webhookSignature } from "@/lib/sandbox/stripe/webhook-signature";
import { type LifeSetting, STORE_ID, WEBHOOK_SECRET } from "./life-setting";
import { paypalSigner } from "./sandbox-door";
import type { Thread } from "./scheduler";

const meansNothing = new Set(["payment_intent.created", "charge.updated", "charge.refunded"]);
const ONE_OF_TEN = 0.1;

/** The gateway's notifications between their making and our door, in whatever order, as often and as late as chance wants. */
export class WebhookPost {
  private readonly out: string[] = [];
  private readonly underWay = new Map<Thread, string>();
  private seen = 0;
  private seenOfPaypal = 0;

  constructor(private readonly setting: LifeSetting) {}

  private collect(): void {
    const all = [...this.setting.bank.state.events];
    for (const { id, type } of all.slice(this.seen)) if (this.isSent(type)) this.out.push(id);
    this.seen = all.length;
    const ofPaypal = [...this.setting.paypal.state.events];
    this.out.push(...ofPaypal.slice(this.seenOfPaypal).map(({ id }) => id));
    this.seenOfPaypal = ofPaypal.length;
  }

  /** What happens to a customer's saved cards we do not ask to be told. Some that we are told mean nothing to us: few of those suffice, each is a life's work like any other. */
  private isSent(type: string): boolean {
    if (type.startsWith("customer.") || type.startsWith("payment_method.")) return false;
    return !meansNothing.has(type) || this.setting.dice.chance(ONE_OF_TEN);
  }

  /** Sends one of those that are out, some of them twice at once, some of them forged or much too late; what is not taken stays out. */
  sendOne(): void {
    this.collect();
    const { dice, scheduler, log } = this.setting;
    if (this.out.length === 0) return;
    const id = dice.pick(this.out);
    const way = dice.weighted([
      [12, "once"],
      [3, "twice at once"],
      [2, "and again later"],
      [1, "forged"],
      [1, "replayed much later"],
    ] as const);
    log(`webhook ${this.typeOf(id)} ${way}`);
    if (way === "forged" || way === "replayed much later") {
      scheduler.spawn(`webhook ${way}`, () => deliver(this.setting, id, way));
      return;
    }
    for (let copies = way === "twice at once" ? 2 : 1; copies > 0; copies--)
      this.underWay.set(
        scheduler.spawn(`webhook ${this.typeOf(id)}`, () => deliver(this.setting, id, "authentic")),
        id,
      );
    if (way !== "and again later") this.out.splice(this.out.indexOf(id), 1);
  }

  /** Who took it died, perhaps before saying so: the gateway sends it again. */
  sendAgain(thread: Thread): void {
    const id = this.underWay.get(thread);
    if (id !== undefined && !this.out.includes(id)) this.out.push(id);
  }

  /** What the gateway goes on sending for days: everything that is out, in the order of chance. */
  async sendAll(run: (name: string, work: () => Promise<unknown>) => Promise<void>): Promise<number> {
    this.collect();
    const count = this.out.length;
    while (this.out.length > 0) {
      const id = this.setting.dice.pick(this.out);
      this.out.splice(this.out.indexOf(id), 1);
      await run(`webhook ${this.typeOf(id)}`, () => deliver(this.setting, id, "authentic"));
    }
    return count;
  }

  private typeOf(id: string): string {
    const { bank, paypal } = this.setting;
    return (bank.state.events.get(id) ?? paypal.state.events.get(id))?.type ?? "?";
  }
}

type Way = "authentic" | "forged" | "replayed much later";
type Message = {
  readonly gateway: "stripe" | "paypal";
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** As the door does it: verify the raw bytes, find the store, store, and only then acknowledge. */
export async function deliver(setting: LifeSetting, id: string, way: Way): Promise<void> {
  const { gateway, pool, as, nowMs } = setting;
  const message = messageOf(setting, id, way);
  if (!message) return;
  const { body, headers } = message;
  const notification = await gateway(message.gateway).readNotification(body, headers, toInstant(nowMs()));
  if (way !== "authentic") {
    if (notification) throw new Error(`WH-4: a ${way} notification was believed`);
    return;
  }
  if (!notification) throw new Error("WH-4: an authentic notification was refused");
  const storeId = await findStore(pool, message.gateway, notification.meaning);
  if (storeId !== STORE_ID) throw new Error("a notification found no store");
  await receiveNotification(as({ kind: "system", job: `webhook_${message.gateway}` }), message.gateway, notification, {
    bytes: body.length,
  });
}

function messageOf({ bank, paypal, nowMs }: LifeSetting, id: string, way: Way): Message | undefined {
  const sentMs = way === "replayed much later" ? nowMs() - 600_000 : nowMs();
  const ofPaypal = paypal.state.events.get(id);
  if (ofPaypal) {
    const body = JSON.stringify(renderPaypalEvent(paypal, ofPaypal));
    const headers = paypalSigner.headers(way === "forged" ? `${body} ` : body, paypal.origin(), sentMs);
    return { gateway: "paypal", body, headers };
  }
  const event = bank.state.events.get(id);
  if (!event) return undefined;
  const body = JSON.stringify(renderEvent(event, { isPending: true, origin: bank.origin() }), null, 2);
  const secret = way === "forged" ? "whsec_thief" : WEBHOOK_SECRET;
  const signature = webhookSignature(secret, body, Math.floor(sentMs / 1000));
  return { gateway: "stripe", body, headers: { "stripe-signature": signature } };
}
