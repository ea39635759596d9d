import { settings } from "@/lib/config/env";
import { isOwnHost } from "./own-origin";
import { problemAnswer } from "./problem";
import type { Knock } from "./read-request";
import { securityHeaders } from "./security-headers";
import { type SentAnswer, toResponse } from "./sent-answer";

/**
 * What lib/server/hall.ts is to pages, for the REST API: null for a host that is ours, a refusal for any other.
 * The headers by which the framework's parts talk to each other mean nothing to these doors.
 */
export function refuseForeignHost({ headers, url }: Pick<Knock, "headers" | "url">): SentAnswer | null {
  return isOwnHost(headers.get("host") ?? new URL(url).host)
    ? null
    : problemAnswer({ status: 421, code: "unknown_host" });
}

/** What every answer of the API carries; what the door itself says stays. */
export function apiHeaders(): Record<string, string> {
  const isSecure = settings().appUrl.startsWith("https:");
  return securityHeaders({ nonce: "", path: "/api/", isDevelopment: false, isSecure, hostedPages: [] });
}

/** A door of the API that needs no key. */
export function openDoor(answer: () => Response): (request: Request) => Response {
  return (request) => {
    const refused = refuseForeignHost(request);
    const response = refused ? toResponse(refused) : answer();
    for (const [name, value] of Object.entries(apiHeaders())) {
      if (!response.headers.has(name)) response.headers.set(name, value);
    }
    return response;
  };
}
