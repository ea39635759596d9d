import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeEach } from "vitest";
import { createSender, type Sender } from "@/lib/http/sender";
import type { Gateway } from "@/lib/payments/gateway";
import { createStripeGateway } from "./stripe-gateway";

type SeenRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly params: URLSearchParams;
};

type Answer = (response: ServerResponse) => void;

/** A server that says exactly what it was told, one answer per request, and remembers what it was asked. */
type ScriptedStripe = {
  readonly apiBase: string;
  readonly requests: SeenRequest[];
  answer(status: number, body: unknown): void;
  answerWith(answer: Answer): void;
};

/** For a test file: the scripted server and a gateway that talks to it. The script is empty again before each test. */
export async function openScriptedStripe(): Promise<{ far: ScriptedStripe; sender: Sender; gateway: Gateway }> {
  const requests: SeenRequest[] = [];
  const script: Answer[] = [];
  const server = createServer(async (request, response) => {
    requests.push(await toSeenRequest(request));
    const answer = script.shift();
    if (answer === undefined) response.writeHead(599).end("nothing scripted");
    else answer(response);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const apiBase = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sender = createSender();
  beforeEach(() => {
    requests.length = 0;
    script.length = 0;
  });
  afterAll(async () => {
    sender.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });
  return {
    far: {
      apiBase,
      requests,
      answerWith: (answer) => void script.push(answer),
      answer: (status, body) =>
        void script.push((response) => {
          response.writeHead(status, { "Content-Type": "application/json", "Request-Id": `req_${requests.length}` });
          response.end(typeof body === "string" ? body : JSON.stringify(body));
        }),
    },
    sender,
    gateway: createStripeGateway(
      {
        secretKey: "sk_test_abcdefgh",
        webhookSecrets: [],
        apiBase,
        deadlineMs: 300,
        canIncrease: true,
        canHoldLong: true,
      },
      sender,
    ),
  };
}

async function toSeenRequest(request: IncomingMessage): Promise<SeenRequest> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const url = new URL(request.url ?? "/", "http://scripted");
  return {
    method: request.method ?? "",
    path: url.pathname,
    headers: request.headers,
    params: request.method === "GET" ? url.searchParams : new URLSearchParams(body),
  };
}
