/** What the hall tells the pages about a request. It overwrites whatever a caller sends under these names. */
export const pathHeader = "x-paydesk-path";
export const passiveHeader = "x-paydesk-passive";
export const nonceHeader = "x-nonce";
/** That a request has come through the hall already, so that proxy.ts has nothing to do. */
export const receivedHeader = "x-paydesk-received";

/** Names by which the framework's own parts talk to each other; from outside they are noise or an attack (CVE-2025-29927). */
export const internalHeaders = [
  "x-middleware-subrequest",
  "x-middleware-rewrite",
  "x-middleware-next",
  "x-middleware-redirect",
  "x-middleware-invoke",
  "x-middleware-prefetch",
  "x-invoke-path",
  "x-invoke-query",
  "x-invoke-output",
  "x-invoke-status",
  "x-matched-path",
  "x-now-route-matches",
  "x-nextjs-data",
  "x-nextjs-postponed",
  "x-forwarded-host",
  "x-forwarded-proto",
  "x-original-url",
  "x-rewrite-url",
] as const;
