import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type CallRecord, correlationHeader, createSender, type OutgoingRequest } from "./sender";

const opened: (Server | TcpServer)[] = [];
const held: Socket[] = [];
const senders: ReturnType<typeof createSender>[] = [];

afterEach(async () => {
  for (const sender of senders.splice(0)) sender.close();
  for (const socket of held.splice(0)) socket.destroy();
  for (const server of opened.splice(0)) {
    if ("closeAllConnections" in server) server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
});

async function listen(server: Server | TcpServer): Promise<number> {
  opened.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return (server.address() as AddressInfo).port;
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}/v1/things?secret=1`;
}

function sender(onCall?: (record: CallRecord) => void) {
  const made = createSender(onCall ? { onCall } : {});
  senders.push(made);
  return made;
}

function post(url: string, deadlineMs = 5_000): OutgoingRequest {
  return { method: "POST", url, headers: { [correlationHeader]: "op_1" }, body: "a=1", deadlineMs };
}

describe("one request, one honest result", () => {
  it("UN-1: a whole answer of any status is an answer", async () => {
    const url = await serve((request, response) => {
      response.writeHead(503, { "X-Seen": request.headers["x-correlation-id"] }).end("down");
    });
    const result = await sender().send(post(url));
    expect(result).toMatchObject({ kind: "answered", status: 503, body: "down" });
    expect(result.kind === "answered" && result.headers["x-seen"]).toBe("op_1");
  });

  it("DC-6: a refused connection was certainly not sent", async () => {
    const port = await listen(createTcpServer());
    await new Promise((done) => opened.pop()?.close(done));
    expect(await sender().send(post(`http://127.0.0.1:${port}/`))).toMatchObject({
      kind: "not_sent",
      cause: "econnrefused",
    });
  });

  it("DC-6: a host that has no address was certainly not sent", async () => {
    expect(await sender().send(post("http://no-such-host.invalid/"))).toMatchObject({ kind: "not_sent" });
  });

  it("DC-6: a deadline before the secure connection stands was certainly not sent", async () => {
    const port = await listen(createTcpServer((socket) => void held.push(socket)));
    expect(await sender().send(post(`https://127.0.0.1:${port}/`, 100))).toEqual({
      kind: "not_sent",
      cause: "deadline_passed",
    });
  });

  it("UN-1: silence after the request went out is unconfirmed", async () => {
    const url = await serve(() => undefined);
    expect(await sender().send(post(url, 100))).toEqual({
      kind: "unconfirmed",
      cause: "deadline_passed",
      status: null,
    });
  });

  it("UN-1: a connection reset after the request went out is unconfirmed and is not repeated", async () => {
    let arrived = 0;
    const url = await serve((request) => {
      arrived += 1;
      request.socket.resetAndDestroy();
    });
    expect(await sender().send(post(url))).toMatchObject({ kind: "unconfirmed", cause: "econnreset" });
    expect(arrived).toBe(1);
  });

  it("UN-1: a reset on a kept connection is unconfirmed, since the bytes went out at once", async () => {
    let arrived = 0;
    const url = await serve((request, response) => {
      arrived += 1;
      if (arrived === 1) request.resume().on("end", () => response.end("{}"));
      else request.socket.resetAndDestroy();
    });
    const kept = sender();
    expect(await kept.send(post(url))).toMatchObject({ kind: "answered" });
    expect(await kept.send(post(url))).toMatchObject({ kind: "unconfirmed" });
    expect(kept.callCount()).toBe(2);
  });

  it("UN-1: an answer cut off in its body is unconfirmed and keeps the status", async () => {
    const url = await serve((request, response) => {
      response.writeHead(200, { "Content-Length": "100" }).write("{", () => request.socket.destroy());
    });
    expect(await sender().send(post(url))).toMatchObject({ kind: "unconfirmed", status: 200 });
  });

  it("UN-1: a body that never ends meets the deadline", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200).write("{");
    });
    expect(await sender().send(post(url, 200))).toEqual({ kind: "unconfirmed", cause: "deadline_passed", status: 200 });
  });

  it("I16: the record of a call holds neither query nor body nor headers", async () => {
    const records: CallRecord[] = [];
    const url = await serve((_, response) => response.end("{}"));
    await sender((record) => records.push(record)).send({ ...post(url), body: "secret=2" });
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ path: "/v1/things", correlationId: "op_1", result: "answered", status: 200 });
    expect(JSON.stringify(records)).not.toContain("secret");
  });
});
