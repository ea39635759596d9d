import type { IncomingMessage, ServerResponse } from "node:http";
import { receive } from "./hall";
import { internalHeaders, receivedHeader } from "./request-headers";

/**
 * Leads a request through the hall before the framework sees it: what proxy.ts does, at a fraction of its cost. True where it was refused. What it leaves
 * alone meets proxy.ts, and so would everything if nobody called it.
 */
export function enterHall(request: IncomingMessage, response: ServerResponse): boolean {
  const { headers } = request;
  delete headers[receivedHeader];
  const address = URL.parse(request.url ?? "", HERE);
  if (address === null || address.origin !== HERE || isOfApi(address.pathname)) return false;
  const { refusal, told, carried } = receive({
    method: request.method ?? "GET",
    pathname: address.pathname,
    search: withoutOwn(address.search),
    headers: { get: (name) => textOf(headers[name]) },
  });
  for (const [name, value] of Object.entries(carried)) response.setHeader(name, value);
  if (refusal) {
    response.writeHead(refusal.status, { ...refusal.headers, "content-length": Buffer.byteLength(refusal.text ?? "") });
    response.end(refusal.text ?? "");
    return true;
  }
  for (const name of internalHeaders) delete headers[name];
  Object.assign(headers, told, { [receivedHeader]: "1" });
  return false;
}

const HERE = "http://here.invalid";

function isOfApi(path: string): boolean {
  return path === "/api/v1" || path.startsWith("/api/v1/");
}

/** The framework's browser part names each of its own fetches; to the page it is the same address. */
function withoutOwn(search: string): string {
  if (!search.includes("_rsc")) return search;
  const kept = search
    .slice(1)
    .split("&")
    .filter((part) => !/^_rsc(?:=|$)/.test(part));
  return kept.length === 0 ? "" : `?${kept.join("&")}`;
}

function textOf(value: string | string[] | undefined): string | null {
  return value === undefined ? null : String(value);
}
