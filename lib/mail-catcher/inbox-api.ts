import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { MailStore } from "./mail-store";

const LONGEST_LIST = 200;

/** `GET /mails`, `GET /mails/{id}`, `DELETE /mails`: what the inbox page of the demo shop and the browser tests read. */
export function startInboxApi(port: number, store: MailStore): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, store).then(
      ({ status, body }) => send(response, status, body),
      () => send(response, 500, { error: "unreadable_mail" }),
    );
  });
  return new Promise((ready, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => ready(server));
  });
}

type Answer = { status: number; body?: unknown };

async function answer(request: IncomingMessage, store: MailStore): Promise<Answer> {
  // A page elsewhere can point a name of its own at this address; then the name gives it away.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) return { status: 403 };
  const [, collection, id, ...rest] = (request.url ?? "").split("?")[0]?.split("/") ?? [];
  if (collection !== "mails" || rest.length > 0) return { status: 404 };
  if (request.method === "GET" && id === undefined)
    return { status: 200, body: { mails: await store.list(LONGEST_LIST) } };
  if (request.method === "GET" && id !== undefined) {
    const mail = await store.get(id);
    return mail ? { status: 200, body: mail } : { status: 404 };
  }
  if (request.method === "DELETE" && id === undefined) {
    store.clear();
    return { status: 204 };
  }
  return { status: 405 };
}

function send(response: ServerResponse, status: number, body?: unknown): void {
  if (status === 204) {
    response.writeHead(status).end();
    return;
  }
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body ?? { error: "not_available" }));
}
