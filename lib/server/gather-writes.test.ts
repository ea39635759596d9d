import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { gatherWrites } from "./gather-writes";

let server: Server;
afterEach(() => server.close());

const aTick = () => new Promise<void>((done) => process.nextTick(done));

let sent = 0;
/** Each of these is a call to the system. */
function countSending(socket: Socket): void {
  sent = 0;
  const each = socket as unknown as Record<"_write" | "_writev", (...args: unknown[]) => void>;
  for (const name of ["_write", "_writev"] as const) {
    const send = each[name];
    each[name] = (...args) => {
      sent += 1;
      send.apply(socket, args);
    };
  }
}

/** What a visitor receives, piece by piece as it arrives. */
async function pieces(answer: RequestListener, onPiece: (count: number) => void = () => undefined): Promise<string[]> {
  server = createServer((request, response) => {
    countSending(request.socket);
    gatherWrites(response);
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const arrived: string[] = [];
  await new Promise<void>((done) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () =>
      socket.write("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n"),
    );
    socket.on("data", (data) => onPiece(arrived.push(data.toString())));
    socket.on("close", () => done());
  });
  return arrived;
}

it("head, parts and end that are written in one turn leave together", async () => {
  const arrived = await pieces(async (_request, response) => {
    response.writeHead(200, { "content-type": "text/plain" });
    response.flushHeaders();
    await aTick();
    response.write("one ");
    await aTick();
    response.write("two");
    await aTick();
    response.end();
  });
  expect(sent).toBe(1);
  expect(arrived.join("")).toMatch(/^HTTP\/1\.1 200 OK[\s\S]+one two/);
});

it("what a page streams later is not held back, and nothing is lost", async () => {
  let goOn: () => void = () => undefined;
  const arrived = await pieces(
    (_request, response) => {
      response.write("first");
      goOn = () => response.end("last");
    },
    (count) => count === 1 && goOn(),
  );
  expect(arrived[0]).toContain("first");
  expect(arrived[0]).not.toContain("last");
  expect(arrived.join("")).toContain("last");
});
