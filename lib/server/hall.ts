import { randomBytes } from "node:crypto";
import { settings } from "@/lib/config/env";
import { isDevelopment } from "@/lib/config/is-development";
import { correlationHeader, correlationIdOf } from "./correlation";
import { isOwnHost, isOwnOrigin } from "./own-origin";
import { problemAnswer } from "./problem";
import { nonceHeader, passiveHeader, pathHeader } from "./request-headers";
import { securityHeaders } from "./security-headers";
import type { SentAnswer } from "./sent-answer";

export type Visit = {
  readonly method: string;
  readonly pathname: string;
  /** With its question mark; without the framework's own `_rsc`. */
  readonly search: string;
  readonly headers: Pick<Headers, "get">;
};
export type Reception = {
  /** For a host or an origin that is not ours. */
  readonly refusal: SentAnswer | null;
  /** What the pages are told, in headers that no caller may forge. */
  readonly told: Readonly<Record<string, string>>;
  /** What the answer carries, whatever it is. */
  readonly carried: Readonly<Record<string, string>>;
};

/**
 * The hall in front of every door: a policy for the page, headers that no caller may forge, and a refusal for hosts and origins that are not
 * ours. It is no lock. Every page, action and route checks session, role and object itself (AU-1).
 */
export function receive({ method, pathname, search, headers }: Visit): Reception {
  const nonce = randomBytes(16).toString("base64");
  const correlationId = correlationIdOf(headers);
  const carried = securityHeaders({
    nonce,
    path: pathname,
    isDevelopment: isDevelopment(),
    isSecure: settings().appUrl.startsWith("https:"),
    hostedPages: hostedPages(),
  });
  const path = `${pathname}${search}`;
  return {
    refusal: refusalOf(method, pathname, headers),
    told: {
      [nonceHeader]: nonce,
      "content-security-policy": carried["content-security-policy"] ?? "",
      [correlationHeader]: correlationId,
      [pathHeader]: path,
      [passiveHeader]: isRefetch(method, path, headers) ? "1" : "0",
    },
    carried: { ...carried, [correlationHeader]: correlationId },
  };
}

function refusalOf(method: string, pathname: string, headers: Pick<Headers, "get">): SentAnswer | null {
  const isProbe = pathname === "/api/health" || pathname === "/api/metrics";
  if (!isProbe && !isOwnHost(headers.get("host"))) return problemAnswer({ status: 421, code: "unknown_host" });
  const isSafe = method === "GET" || method === "HEAD" || method === "OPTIONS";
  // The API's doors know no cookies, or check for themselves.
  if (isSafe || pathname.startsWith("/api/") || isOwnOrigin(headers)) return null;
  return problemAnswer({ status: 403, code: "foreign_origin" });
}

/** An open page that fetches itself anew is live refresh: nobody need sit before it. */
function isRefetch(method: string, path: string, headers: Pick<Headers, "get">): boolean {
  if (method !== "GET" || headers.get("sec-fetch-dest") !== "empty") return false;
  const referer = URL.parse(headers.get("referer") ?? "");
  return referer !== null && `${referer.pathname}${referer.search}` === path;
}

/** Where a customer's form may lead: the gateway's hosted payment page, which in demo and test mode is the sandbox's. */
function hostedPages(): string[] {
  const { stripe, paypal, sandboxPort, isProduction } = settings();
  const pages = ["https://checkout.stripe.com", ...(paypal === null ? [] : ["https://www.paypal.com"])];
  if (isProduction) return pages;
  return [
    ...pages,
    "https://www.sandbox.paypal.com",
    new URL(stripe.apiBase).origin,
    `http://127.0.0.1:${sandboxPort}`,
    `http://localhost:${sandboxPort}`,
  ];
}
