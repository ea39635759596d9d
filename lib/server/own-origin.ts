import { settings } from "@/lib/config/env";

/**
 * Whether a request that changes something comes from a page of ours. A browser says so in `Origin`, or at least in `Sec-Fetch-Site`; `null` (a
 * sandboxed frame, a redirect chain) is nobody's own. A program that sends neither has no cookies to abuse, but is refused as well.
 */
export function isOwnOrigin(headers: Pick<Headers, "get">): boolean {
  const origin = headers.get("origin");
  if (origin !== null) return isOwnAddress(origin, headers.get("host"));
  return headers.get("sec-fetch-site") === "same-origin";
}

/** The hosts that this house answers to: its configured address and, in demo and test mode, this machine under any of its names. */
export function isOwnHost(host: string | null): boolean {
  if (host === null) return false;
  const { appUrl, isProduction } = settings();
  if (host.toLowerCase() === new URL(appUrl).host) return true;
  return !isProduction && isLoopbackHost(host);
}

function isLoopbackHost(host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? "";
  return name === "localhost" || name === "[::1]" || /^127(\.\d{1,3}){3}$/.test(name);
}

function isOwnAddress(origin: string, host: string | null): boolean {
  const url = URL.parse(origin);
  if (url === null) return false;
  if (url.origin === new URL(settings().appUrl).origin) return true;
  return !settings().isProduction && host !== null && url.host === host.toLowerCase() && isLoopbackHost(host);
}
