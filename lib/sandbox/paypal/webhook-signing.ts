import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { crc32 } from "node:zlib";
import { randomId } from "../random-id";
import { selfSignedCertificate } from "./self-signed-certificate";

export const CERTIFICATE_PREFIX = "/v1/notifications/certs/";

/** Signs notifications as PayPal does: RSA-SHA256 over id, time, webhook and CRC32 of the body, with a certificate to be fetched. */
export class WebhookSigner {
  readonly #webhookId: string;
  readonly #certificateId = `CERT-${randomId("", 8).toLowerCase()}`;
  #keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | null = null;

  constructor(webhookId: string) {
    this.#webhookId = webhookId;
  }

  /** Headers of one delivery. The moment is real time: receivers compare it with their own clock. */
  headers(body: string, origin: string, nowMs = Date.now()): Readonly<Record<string, string>> {
    const id = randomUUID();
    const time = new Date(nowMs).toISOString().replace(/\.\d+Z$/, "Z");
    const signed = `${id}|${time}|${this.#webhookId}|${crc32(body)}`;
    return {
      "user-agent": "PayPal/AUHD-214.0-sandbox",
      "paypal-transmission-id": id,
      "paypal-transmission-time": time,
      "paypal-transmission-sig": sign("sha256", Buffer.from(signed), this.#pair().privateKey).toString("base64"),
      "paypal-cert-url": `${origin}${CERTIFICATE_PREFIX}${this.#certificateId}`,
      "paypal-auth-algo": "SHA256withRSA",
    };
  }

  /** The certificate behind its address; null for another. */
  certificate(path: string): string | null {
    if (path !== `${CERTIFICATE_PREFIX}${this.#certificateId}`) return null;
    const { publicKey, privateKey } = this.#pair();
    return selfSignedCertificate("messageverificationcerts.sandbox.paypal.com", publicKey, privateKey);
  }

  #pair(): { readonly publicKey: KeyObject; readonly privateKey: KeyObject } {
    this.#keys ??= generateKeyPairSync("rsa", { modulusLength: 2048 });
    return this.#keys;
  }
}
