import { verify } from "node:crypto";
import { crc32 } from "node:zlib";
import type { InterpretedNotification, Notification } from "@/lib/payments/gateway";
import { type Instant, MINUTE_MS, toInstant } from "@/lib/payments/instant";
import type { PaypalCertificates } from "./paypal-certificates";
import { type PaypalSettings, parseObject } from "./paypal-client";
import { disputeChanged, disputed, disputeResolved } from "./paypal-disputes";
import type { Json } from "./paypal-errors";
import { operationOfInvoice } from "./paypal-requests";
import { asObject } from "./paypal-responses";

/** How far the signed time may be from ours, in both directions (WH-4). */
const toleranceMs = 5 * MINUTE_MS;

type Headers = Readonly<Record<string, string>>;

/** Signature over the raw body, then the meaning. Nothing of the body is looked at before the signature holds. */
export async function readPaypalNotification(
  { webhookIds }: Pick<PaypalSettings, "webhookIds">,
  certificates: PaypalCertificates,
  rawBody: string,
  headers: Headers,
  now: Instant,
): Promise<Notification | undefined> {
  if (!(await isAuthentic(webhookIds, certificates, rawBody, headers, now))) return undefined;
  return toNotification(parseObject(rawBody));
}

/** An event of PayPal's, sent to us or read from its list; undefined where it is none. */
export function toNotification(event: Json | undefined): Notification | undefined {
  const { id, event_type: type, create_time: created } = event ?? {};
  const occurredAt = typeof created === "string" ? Date.parse(created) : Number.NaN;
  if (typeof id !== "string" || typeof type !== "string" || Number.isNaN(occurredAt)) return undefined;
  return { eventId: id, type, occurredAt: toInstant(occurredAt), meaning: interpret(type, asObject(event?.resource)) };
}

async function isAuthentic(
  webhookIds: readonly string[],
  certificates: PaypalCertificates,
  rawBody: string,
  headers: Headers,
  now: Instant,
): Promise<boolean> {
  const id = findHeader(headers, "paypal-transmission-id");
  const time = findHeader(headers, "paypal-transmission-time");
  const signature = Buffer.from(findHeader(headers, "paypal-transmission-sig"), "base64");
  const signedAt = Date.parse(time);
  if (id === "" || signature.length === 0 || Number.isNaN(signedAt)) return false;
  if (findHeader(headers, "paypal-auth-algo") !== "SHA256withRSA" || Math.abs(now - signedAt) > toleranceMs)
    return false;
  const key = await certificates.keyOf(findHeader(headers, "paypal-cert-url"), now);
  if (key?.asymmetricKeyType !== "rsa") return false;
  const checksum = crc32(rawBody);
  return webhookIds
    .filter((webhookId) => webhookId !== "")
    .some((webhookId) => verify("sha256", Buffer.from(`${id}|${time}|${webhookId}|${checksum}`), key, signature));
}

type Interpreter = (resource: Json) => InterpretedNotification;

const ignored: Interpreter = () => ({ kind: "ignored" });

const authorizationChanged: Interpreter = (authorization) => ({
  kind: "authorization_changed",
  authorizationReference: textOf(authorization.id),
  operationId: nullableText(authorization.custom_id),
});

/** A capture of an authorization; one that was made at once stands in for it. */
const captureChanged: Interpreter = (capture) => ({
  kind: "authorization_changed",
  authorizationReference:
    nullableText(asObject(asObject(capture.supplementary_data).related_ids).authorization_id) ?? textOf(capture.id),
  operationId: operationOfInvoice(capture.invoice_id) ?? nullableText(capture.custom_id),
});

const refundChanged: Interpreter = (refund) => ({
  kind: "refund_changed",
  refundReference: textOf(refund.id),
  operationId: nullableText(refund.custom_id),
});

const pageChanged: Interpreter = (order) => ({
  kind: "hosted_page_changed",
  sessionReference: textOf(order.id),
  operationId: null,
});

const interpreters: Readonly<Record<string, Interpreter>> = {
  "CHECKOUT.ORDER.APPROVED": pageChanged,
  "CHECKOUT.ORDER.COMPLETED": pageChanged,
  "CHECKOUT.ORDER.VOIDED": pageChanged,
  "CHECKOUT.PAYMENT-APPROVAL.REVERSED": pageChanged,
  "CUSTOMER.DISPUTE.CREATED": disputed,
  "CUSTOMER.DISPUTE.RESOLVED": disputeResolved,
  "CUSTOMER.DISPUTE.UPDATED": disputeChanged,
  "PAYMENT.AUTHORIZATION.CREATED": authorizationChanged,
  "PAYMENT.AUTHORIZATION.VOIDED": authorizationChanged,
  "PAYMENT.CAPTURE.COMPLETED": captureChanged,
  "PAYMENT.CAPTURE.DECLINED": captureChanged,
  "PAYMENT.CAPTURE.DENIED": captureChanged,
  "PAYMENT.CAPTURE.PENDING": captureChanged,
  "PAYMENT.CAPTURE.REFUNDED": refundChanged,
  "PAYMENT.CAPTURE.REVERSED": refundChanged,
  "PAYMENT.REFUND.FAILED": refundChanged,
  "PAYMENT.REFUND.PENDING": refundChanged,
  "VAULT.PAYMENT-TOKEN.CREATED": ignored,
  "VAULT.PAYMENT-TOKEN.DELETED": ignored,
};

function interpret(type: string, resource: Json): InterpretedNotification {
  const interpreter = Object.hasOwn(interpreters, type) ? interpreters[type] : undefined;
  const isNamed = typeof resource.id === "string" || typeof resource.dispute_id === "string";
  return interpreter === undefined || !isNamed ? { kind: "unknown" } : interpreter(resource);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function nullableText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function findHeader(headers: Headers, name: string): string {
  return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1] ?? "";
}
