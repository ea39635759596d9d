import { type KeyObject, X509Certificate } from "node:crypto";
import type { Sender } from "@/lib/http/sender";
import type { Instant } from "@/lib/payments/instant";
import type { PaypalSettings } from "./paypal-client";

export type PaypalCertificates = { keyOf(address: string, now: Instant): Promise<KeyObject | undefined> };

const folder = "/v1/notifications/certs/";
const mostKept = 20;

/** Keys that notifications are signed with, fetched from PayPal's own hosts and nowhere else: whoever names the certificate would otherwise sign what they like. */
export function createPaypalCertificates(settings: PaypalSettings, sender: Sender): PaypalCertificates {
  const origins = originsOf(settings.apiBase);
  const kept = new Map<string, X509Certificate>();

  async function fetchCertificate(address: string): Promise<X509Certificate | undefined> {
    const result = await sender.send({ method: "GET", url: address, headers: {}, body: "", deadlineMs: 10_000 });
    if (result.kind !== "answered" || result.status !== 200) return undefined;
    return parseCertificate(result.body);
  }

  return {
    async keyOf(address, now) {
      if (!isAllowed(address, origins)) return undefined;
      const certificate = kept.get(address) ?? (await fetchCertificate(address));
      if (certificate === undefined || !isInDate(certificate, now)) return undefined;
      if (kept.size >= mostKept) kept.clear();
      kept.set(address, certificate);
      return certificate.publicKey;
    },
  };
}

/** `api-m` answers calls, `api` hands out certificates; a sandbox of ours is one address for both. */
function originsOf(apiBase: string): ReadonlySet<string> {
  const { origin } = new URL(apiBase);
  return new Set([origin, origin.replace("//api-m.", "//api.")]);
}

function isAllowed(address: string, origins: ReadonlySet<string>): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, pathname, search, username } = new URL(address);
  return origins.has(origin) && pathname.startsWith(folder) && search === "" && username === "";
}

function parseCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function isInDate({ validFrom, validTo }: X509Certificate, now: Instant): boolean {
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}
