import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { redact } from "./redaction";

export type OutgoingRequest = {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly deadlineMs: number;
};

/**
 * What is known after one try. `not_sent`: not a byte of the request can have reached the far side.
 * `unconfirmed`: it may have, and the answer did not arrive whole.
 */
type SendResult =
  | { readonly kind: "answered"; readonly status: number; readonly headers: ResponseHeaders; readonly body: string }
  | { readonly kind: "not_sent"; readonly cause: string }
  | { readonly kind: "unconfirmed"; readonly cause: string; readonly status: number | null };

export type ResponseHeaders = Readonly<Record<string, string>>;

/** One line for the log: no query, no body, no header but the correlation id. */
export type CallRecord = {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly correlationId: string | null;
  readonly result: SendResult["kind"];
  readonly status: number | null;
  readonly cause: string | null;
  readonly durationMs: number;
};

export type Sender = {
  send(request: OutgoingRequest): Promise<SendResult>;
  /** How many requests were handed to the network since the start. Nothing here repeats a request, so it is also the number of tries. */
  callCount(): number;
  /** Closes kept connections. */
  close(): void;
};

/** Header that carries the id of the intention behind a call, so that both sides' logs can be joined. */
export const correlationHeader = "X-Correlation-Id";

const largestAnswerBytes = 8 * 1024 * 1024;

export type SenderOptions = {
  readonly onCall?: (record: CallRecord) => void;
  /** How a host's name becomes the address that is then connected to; the system's own way by default. */
  readonly lookup?: LookupFunction;
};

export function createSender(options: SenderOptions = {}): Sender {
  const { lookup } = options;
  const agents = {
    "http:": new http.Agent({ keepAlive: true, ...(lookup && { lookup }) }),
    "https:": new https.Agent({ keepAlive: true, ...(lookup && { lookup }) }),
  };
  let calls = 0;
  return {
    async send(request) {
      calls += 1;
      const startedAt = performance.now();
      const url = new URL(request.url);
      const result =
        url.protocol === "http:" || url.protocol === "https:"
          ? await exchange(request, url, agents[url.protocol])
          : ({ kind: "not_sent", cause: "unsupported_protocol" } as const);
      options.onCall?.(toCallRecord(request, url, result, performance.now() - startedAt));
      return result;
    },
    callCount: () => calls,
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

function exchange(outgoing: OutgoingRequest, url: URL, agent: http.Agent): Promise<SendResult> {
  return new Promise((resolve) => {
    let mayHaveBeenWritten = false;
    let status: number | null = null;
    const isTls = url.protocol === "https:";
    const request = (isTls ? https : http).request(url, {
      method: outgoing.method,
      headers: outgoing.headers,
      agent,
    });
    const finish = (result: SendResult) => {
      clearTimeout(deadline);
      resolve(result);
      if (result.kind !== "answered") request.destroy();
    };
    const fail = (cause: string) =>
      finish(mayHaveBeenWritten ? { kind: "unconfirmed", cause, status } : { kind: "not_sent", cause });
    const deadline = setTimeout(() => fail("deadline_passed"), outgoing.deadlineMs);

    request.on("socket", (socket) => {
      // A kept connection takes the bytes at once; a new one holds them back until it is connected (and, with TLS, secured).
      if (!socket.connecting) mayHaveBeenWritten = true;
      else
        socket.once(isTls ? "secureConnect" : "connect", () => {
          mayHaveBeenWritten = true;
        });
    });
    request.on("error", (error) => fail(toCause(error)));
    request.on("response", (response) => {
      status = response.statusCode ?? null;
      readBody(response).then(
        (body) =>
          finish({ kind: "answered", status: response.statusCode ?? 0, headers: toHeaders(response.headers), body }),
        (error: unknown) => fail(toCause(error)),
      );
    });
    request.end(outgoing.body);
  });
}

async function readBody(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestAnswerBytes) throw new Error("answer_too_large");
    chunks.push(chunk);
  }
  if (!response.complete) throw new Error("answer_cut_off");
  return Buffer.concat(chunks).toString("utf8");
}

function toHeaders(headers: http.IncomingHttpHeaders): ResponseHeaders {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(", ") : value;
  return flat;
}

function toCause(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code.toLowerCase();
  return error instanceof Error ? redact(error.message) : "unknown_failure";
}

function toCallRecord(request: OutgoingRequest, url: URL, result: SendResult, durationMs: number): CallRecord {
  return {
    method: request.method,
    host: url.host,
    path: url.pathname,
    correlationId: request.headers[correlationHeader] ?? null,
    result: result.kind,
    status: result.kind === "not_sent" ? null : result.status,
    cause: result.kind === "answered" ? null : result.cause,
    durationMs: Math.round(durationMs),
  };
}
