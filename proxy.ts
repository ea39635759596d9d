import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { settings } from "@/lib/config/env";
import { isDevelopment } from "@/lib/config/is-development";
import { correlationHeader, correlationIdOf } from "@/lib/server/correlation";
import { isOwnHost, isOwnOrigin } from "@/lib/server/own-origin";
import { problem } from "@/lib/server/problem";
import { internalHeaders, nonceHeader, passiveHeader, pathHeader } from "@/lib/server/request-headers";
import { securityHeaders } from "@/lib/server/security-headers";

/**
 * The hall in front of every door: a policy for the page, headers that no caller may forge, and a refusal for hosts and origins that are not
 * ours. It is no lock. Every page, action and route checks session, role and object itself (AU-1).
 */
export function proxy(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  const nonce = randomBytes(16).toString("base64");
  const correlationId = correlationIdOf(request.headers);
  const headers = securityHeaders({
    nonce,
    path: pathname,
    isDevelopment: isDevelopment(),
    isSecure: settings().appUrl.startsWith("https:"),
    hostedPages: hostedPages(),
  });
  const response =
    refuse(request, pathname) ??
    pass(request, {
      nonce,
      correlationId,
      path: `${pathname}${search}`,
      policy: headers["content-security-policy"] ?? "",
    });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  response.headers.set(correlationHeader, correlationId);
  return response;
}

function refuse(request: NextRequest, pathname: string): Response | null {
  const isProbe = pathname === "/api/health" || pathname === "/api/metrics";
  if (!isProbe && !isOwnHost(request.headers.get("host"))) return problem({ status: 421, code: "unknown_host" });
  const isSafe = request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
  // The API's doors know no cookies, or check for themselves.
  if (isSafe || pathname.startsWith("/api/") || isOwnOrigin(request.headers)) return null;
  return problem({ status: 403, code: "foreign_origin" });
}

type Passing = { nonce: string; correlationId: string; path: string; policy: string };

function pass(request: NextRequest, { nonce, correlationId, path, policy }: Passing): Response {
  const headers = new Headers(request.headers);
  for (const name of internalHeaders) headers.delete(name);
  headers.set(nonceHeader, nonce);
  headers.set("content-security-policy", policy);
  headers.set(correlationHeader, correlationId);
  headers.set(pathHeader, path);
  headers.set(passiveHeader, isRefetch(request, path) ? "1" : "0");
  return NextResponse.next({ request: { headers } });
}

/** An open page that fetches itself anew is live refresh: nobody need sit before it. */
function isRefetch({ method, headers }: NextRequest, path: string): boolean {
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

/**
 * The REST API's doors stand outside: they know no page, no nonce and no cookie, answer many times a second, and say their own host and headers
 * (lib/server/api-hall.ts). Everything else passes through here.
 */
export const config = { matcher: ["/((?!api/v1(?:/|$)).*)"] };
