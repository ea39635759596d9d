import type { IncomingMessage, ServerResponse } from "node:http";
import { logger } from "@/lib/config/logger";
import { beforeFramework } from "./before-framework";
import type { RouteHandler } from "./define-route";
import type { Knock } from "./read-request";

/**
 * Answers what is read through these doors before the framework sees it. The framework's way, with its Request, its streams and its routing, is a small
 * part of making a page and most of an answer of the API. The doors stand in app/api/v1 all the same, and whatever is not plainly a GET of one of their
 * paths goes that way.
 */
export function answerApiReads(doors: readonly RouteHandler[]): void {
  const paths = doors.map(toPath);
  beforeFramework((request, response) => {
    const found = findDoor(paths, request);
    if (found) void answerRead(found, request, response);
    return found !== null;
  });
}

type DoorPath = { readonly door: RouteHandler; readonly pattern: RegExp; readonly names: readonly string[] };
type Found = { readonly door: RouteHandler; readonly params: Readonly<Record<string, string>> };

function toPath(door: RouteHandler): DoorPath {
  const { path } = door.endpoint;
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  // A part in which anything would have to be mended first is not ours.
  return { door, names, pattern: new RegExp(`^/api/v1${path.replace(/\{\w+\}/g, "([\\w.~%-]+)")}$`) };
}

function findDoor(paths: readonly DoorPath[], { method, url = "" }: IncomingMessage): Found | null {
  if (method !== "GET" || !url.startsWith("/api/v1/")) return null;
  const end = url.indexOf("?");
  const path = end < 0 ? url : url.slice(0, end);
  for (const { door, pattern, names } of paths) {
    const match = pattern.exec(path);
    if (match) return { door, params: Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? ""])) };
  }
  return null;
}

async function answerRead({ door, params }: Found, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { status, text, headers } = await door.serve(toKnock(request), params);
    if (response.destroyed) return;
    response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(text ?? "") });
    response.end(text ?? "");
  } catch (error) {
    logger.error({ err: error }, "an answer could not be sent");
    response.destroy();
  }
}

/** Its host is told by its header; a GET has no body that would be read. */
function toKnock({ url = "/", headers }: IncomingMessage): Knock {
  const get = (name: string) => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? null : String(value);
  };
  return { url: `http://localhost${url}`, headers: { get }, body: null };
}
