import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { peerHeader } from "./client-address";
import { gatherWrites } from "./gather-writes";
import { countHttpRequest, lendCounts } from "./metrics";
import { packAnswer } from "./pack-answer";
import { readableAddress } from "./readable-address";

/** Sees every request before the framework does and every answer after it: writes the connection's true address down, mends a path that cannot be read, packs the answer, and counts. */
export function observeRequests(): void {
  if (globalScope.paydeskObserves) return;
  globalScope.paydeskObserves = true;
  lendCounts();
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    request.url = readableAddress(request.url ?? "/");
    packAnswer(request, response);
    gatherWrites(response);
    request.headers[peerHeader] = request.socket.remoteAddress ?? "";
    startedAt.set(request, performance.now());
  });
  subscribe("http.server.response.finish", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const path = request.url?.split("?")[0] ?? "/";
    // The API's own doors count themselves, under the name of their route.
    if (path.startsWith("/api/v1/")) return;
    const durationMs = performance.now() - (startedAt.get(request) ?? performance.now());
    countHttpRequest(firstPart(path), request.method ?? "GET", response.statusCode, durationMs);
  });
}

const globalScope = globalThis as typeof globalThis & { paydeskObserves?: boolean };
const startedAt = new WeakMap<IncomingMessage, number>();
const knownParts = new Set([
  "api",
  "approvals",
  "admin",
  "audit",
  "batches",
  "captures",
  "customers",
  "dev",
  "expiring",
  "orders",
  "pay",
  "reconciliation",
  "sign-in",
  "team",
  "unpaid",
  "_next",
]);

/** A label with few values: the first part of the path, and never a token or an order number. */
function firstPart(path: string): string {
  const part = path.split("/")[1] ?? "";
  if (part === "") return "/";
  return knownParts.has(part) ? `/${part}` : "other";
}
