import { contentPolicy, dataPolicy, type PolicyInput } from "./content-policy";

const aYear = 365 * 24 * 3600;

/** What every answer carries. `same-origin` keeps a pay link's token away from every other site, and still lets our own forms prove their origin. */
export function securityHeaders(input: PolicyInput): Record<string, string> {
  const isData = input.path.startsWith("/api/");
  const isAsset = input.path.startsWith("/_next/static/");
  return {
    "content-security-policy": isData || isAsset ? dataPolicy : contentPolicy(input),
    "x-content-type-options": "nosniff",
    "x-frame-options": input.path.startsWith("/dev/") ? "SAMEORIGIN" : "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
    ...(isAsset ? {} : { "cache-control": "no-store" }),
    ...(input.isSecure ? { "strict-transport-security": `max-age=${aYear}; includeSubDomains` } : {}),
  };
}
