import { createHmac, timingSafeEqual } from "node:crypto";
import type { InterpretedNotification, Notification } from "@/lib/payments/gateway";
import { type Instant, MINUTE_MS, SECOND_MS, toInstant } from "@/lib/payments/instant";
import { disputeChanged, disputeClosed, disputed } from "./stripe-disputes";
import { operationKeys } from "./stripe-requests";

type Json = Readonly<Record<string, unknown>>;

type NotificationSettings = {
  readonly secretKey: string;
  readonly webhookSecrets: readonly string[];
};

/** How far the signed time may be from ours, in both directions (WH-4). */
const toleranceMs = 5 * MINUTE_MS;

/** Signature over the raw body, then the meaning. Nothing of the body is looked at before the signature holds. */
export function readStripeNotification(
  settings: NotificationSettings,
  rawBody: string,
  headers: Readonly<Record<string, string>>,
  now: Instant,
): Notification | undefined {
  if (!isAuthentic(settings.webhookSecrets, rawBody, findHeader(headers, "stripe-signature"), now)) return undefined;
  return toNotification(settings, parseObject(rawBody));
}

/** An event of Stripe's, sent to us or read from its list; undefined where it is none, or none of our environment. */
export function toNotification(
  settings: Pick<NotificationSettings, "secretKey">,
  event: Json | undefined,
): Notification | undefined {
  const { id, type, created } = event ?? {};
  if (typeof id !== "string" || typeof type !== "string" || !isSeconds(created)) return undefined;
  // Test events never act on live money, nor the other way round, whatever secret was configured.
  if (event?.livemode !== undefined && event.livemode !== isLiveKey(settings.secretKey)) return undefined;
  return {
    eventId: id,
    type,
    occurredAt: toInstant(created * SECOND_MS),
    meaning: interpret(type, asObject(asObject(event?.data)?.object) ?? {}),
  };
}

function isAuthentic(secrets: readonly string[], rawBody: string, header: string, now: Instant): boolean {
  const parts = header.split(",").map((part) => part.trim().split("=") as [string, string?]);
  const signedAt = parts.find(([name]) => name === "t")?.[1] ?? "";
  if (!/^\d{1,12}$/.test(signedAt) || Math.abs(now - Number(signedAt) * SECOND_MS) > toleranceMs) return false;
  const given = parts.flatMap(([name, value]) => (name === "v1" && value ? [Buffer.from(value)] : []));
  const expected = secrets
    .filter((secret) => secret.trim() !== "")
    .map((secret) => Buffer.from(createHmac("sha256", secret).update(`${signedAt}.${rawBody}`).digest("hex")));
  return expected.some((ours) =>
    given.some((theirs) => theirs.length === ours.length && timingSafeEqual(theirs, ours)),
  );
}

type Interpreter = (object: Json) => InterpretedNotification;

const ignored: Interpreter = () => ({ kind: "ignored" });

const intentChanged: Interpreter = (intent) => ({
  kind: "authorization_changed",
  authorizationReference: textOf(intent.id),
  operationId: operationOf(intent),
});

const chargeChanged: Interpreter = (charge) =>
  idOf(charge.payment_intent) === null
    ? { kind: "ignored" }
    : {
        kind: "authorization_changed",
        authorizationReference: textOf(idOf(charge.payment_intent)),
        operationId: operationOf(charge),
      };

const refundChanged: Interpreter = (refund) =>
  isRelease(refund)
    ? { kind: "ignored" }
    : { kind: "refund_changed", refundReference: textOf(refund.id), operationId: operationOf(refund) };

const pageChanged: Interpreter = (session) => ({
  kind: "hosted_page_changed",
  sessionReference: textOf(session.id),
  operationId: operationOf(session),
});

const interpreters: Readonly<Record<string, Interpreter>> = {
  "payment_intent.amount_capturable_updated": intentChanged,
  "payment_intent.canceled": intentChanged,
  "payment_intent.created": ignored,
  "payment_intent.partially_funded": ignored,
  "payment_intent.payment_failed": intentChanged,
  "payment_intent.processing": intentChanged,
  "payment_intent.requires_action": intentChanged,
  "payment_intent.succeeded": intentChanged,
  "charge.captured": chargeChanged,
  "charge.expired": chargeChanged,
  "charge.failed": chargeChanged,
  "charge.pending": ignored,
  "charge.refunded": ignored,
  "charge.succeeded": chargeChanged,
  "charge.updated": ignored,
  "charge.dispute.closed": disputeClosed,
  "charge.dispute.created": disputed,
  "charge.dispute.funds_reinstated": ignored,
  "charge.dispute.funds_withdrawn": disputed,
  "charge.dispute.updated": disputeChanged,
  "charge.refund.updated": refundChanged,
  "refund.created": refundChanged,
  "refund.failed": refundChanged,
  "refund.updated": refundChanged,
  "checkout.session.async_payment_failed": pageChanged,
  "checkout.session.async_payment_succeeded": pageChanged,
  "checkout.session.completed": pageChanged,
  "checkout.session.expired": pageChanged,
  "customer.created": ignored,
  "customer.updated": ignored,
  "payment_method.attached": ignored,
  "payment_method.automatically_updated": ignored,
  "payment_method.detached": ignored,
  "payment_method.updated": ignored,
};

function interpret(type: string, object: Json): InterpretedNotification {
  const interpreter = Object.hasOwn(interpreters, type) ? interpreters[type] : undefined;
  return interpreter === undefined || typeof object.id !== "string" ? { kind: "unknown" } : interpreter(object);
}

/** The part of a hold that a smaller capture or a void lets go shows as a refund too, but no money came back: nothing was booked. */
export function isRelease(refund: Json): boolean {
  const card = asObject(asObject(refund.destination_details)?.card);
  return operationOf(refund) === null && refund.balance_transaction === null && card?.type === "reversal";
}

/** The last operation of ours that touched the object. */
function operationOf(object: Json): string | null {
  const marks = asObject(object.metadata) ?? {};
  const mark = marks[operationKeys.capture] ?? marks[operationKeys.increase] ?? marks[operationKeys.own];
  return typeof mark === "string" ? mark : null;
}

function idOf(reference: unknown): string | null {
  const id = asObject(reference)?.id ?? reference;
  return typeof id === "string" ? id : null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isSeconds(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isLiveKey(secretKey: string): boolean {
  return /^(sk|rk)_live_/.test(secretKey);
}

function findHeader(headers: Readonly<Record<string, string>>, name: string): string {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
}

function parseObject(text: string): Json | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}
