import { settings } from "@/lib/config/env";
import { isOwnHost } from "./own-origin";
import { problem } from "./problem";
import { securityHeaders } from "./security-headers";

/**
 * What proxy.ts is to pages, for the REST API, at a fraction of its cost: null for a host that is ours, a refusal for any other.
 * The headers by which the framework's parts talk to each other mean nothing to these doors.
 */
export function refuseForeignHost(request: Request): Response | null {
  return isOwnHost(request.headers.get("host") ?? new URL(request.url).host)
    ? null
    : problem({ status: 421, code: "unknown_host" });
}

/** Puts what every answer carries onto an answer of the API; what the door itself has said stays. */
export function asApiAnswer(response: Response): Response {
  const isSecure = settings().appUrl.startsWith("https:");
  const headers = securityHeaders({ nonce: "", path: "/api/", isDevelopment: false, isSecure, hostedPages: [] });
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
}

/** A door of the API that needs no key. */
export function openDoor(answer: () => Response): (request: Request) => Response {
  return (request) => asApiAnswer(refuseForeignHost(request) ?? answer());
}
