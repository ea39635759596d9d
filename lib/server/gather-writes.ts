import type { ServerResponse } from "node:http";

/**
 * Sends in one piece what is written in one turn of the event loop. The framework sends the head, each part and the end by themselves; to whoever packs
 * them and to the system each is a call of its own, which together cost more than making a small answer. What a page streams later is not held back.
 */
export function gatherWrites(response: ServerResponse & { flush?: () => void }): void {
  const { write, end, flush } = response;
  // The first part, which follows at once, takes the head along.
  response.flushHeaders = () => undefined;
  // The framework asks for it after each part.
  response.flush = () => undefined;
  let parts: Buffer[] = [];
  let isFull = false;
  response.on("drain", () => {
    isFull = false;
  });
  const send = () => {
    if (parts.length === 0 || response.destroyed) return;
    isFull = !write.call(response, taken(), "utf8");
    flush?.();
  };
  const taken = () => {
    const [first] = parts;
    const all = first && parts.length === 1 ? first : Buffer.concat(parts);
    parts = [];
    return all;
  };
  response.write = function (this: ServerResponse, part: string | Uint8Array, ...rest: unknown[]) {
    if (!this.headersSent) this.writeHead(this.statusCode);
    if (parts.push(bytesOf(part, rest[0])) === 1) setImmediate(send);
    const written = rest.find((each) => typeof each === "function");
    if (written) process.nextTick(written);
    return !isFull;
  } as ServerResponse["write"];
  response.end = function (this: ServerResponse, part?: unknown, ...rest: unknown[]) {
    if (parts.length === 0) return together(this, () => Reflect.apply(end, this, [part, ...rest]));
    if (typeof part === "string" || part instanceof Uint8Array) parts.push(bytesOf(part, rest[0]));
    const ended = [part, ...rest].find((each) => typeof each === "function");
    return Reflect.apply(end, this, [taken(), ...(ended ? [ended] : [])]);
  } as ServerResponse["end"];
}

/** Head and body of an answer that is given at once leave in one call. */
function together(response: ServerResponse, finish: () => ServerResponse): ServerResponse {
  const { socket } = response;
  socket?.cork();
  setImmediate(() => socket?.uncork());
  return finish();
}

function bytesOf(part: string | Uint8Array, encoding: unknown): Buffer {
  if (typeof part !== "string") return Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  return Buffer.from(part, typeof encoding === "string" ? (encoding as BufferEncoding) : "utf8");
}
