import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";

/** Lets `take` see each request before the framework does; true where it has taken it over, and the framework never hears of it. */
export function beforeFramework(take: (request: IncomingMessage, response: ServerResponse) => boolean): void {
  const servers = new WeakSet<Server>();
  // The platform says this before it hands the request to the server's listeners: the very first one is met as well.
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    if (servers.has(server)) return;
    servers.add(server);
    const others = server.listeners("request") as RequestListener[];
    server.removeAllListeners("request");
    server.on("request", (request, response) => {
      if (!take(request, response)) for (const other of others) other.call(server, request, response);
    });
  });
}
