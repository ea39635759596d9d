import { settings } from "@/lib/config/env";

/** Twelve hours: what the server allows a session to live at most, so that no cookie outlives it. */
export const sessionSeconds = 12 * 3600;
const deviceSeconds = 90 * 24 * 3600;

/** The `__Host-` prefix pins a cookie to this host, to https and to path `/`; browsers refuse it over plain http. */
export function cookieName(name: "session" | "device" | "csrf" | "callback", isSecure = isSecureSite()): string {
  return `${isSecure ? "__Host-" : ""}paydesk-${name}`;
}

export function sessionCookieOptions(isSecure = isSecureSite()) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure, maxAge: sessionSeconds } as const;
}

export function deviceCookieOptions(isSecure = isSecureSite()) {
  return { ...sessionCookieOptions(isSecure), sameSite: "strict", maxAge: deviceSeconds } as const;
}

export function isSecureSite(): boolean {
  return settings().appUrl.startsWith("https:");
}
