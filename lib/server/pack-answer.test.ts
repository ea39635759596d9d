import { createServer, type RequestListener, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createBrotliDecompress } from "node:zlib";
import { afterEach, expect, it } from "vitest";
import { gatherWrites } from "./gather-writes";
import { packAnswer } from "./pack-answer";

let server: Server;
afterEach(() => server.close());

const page = "<p>one of many rows</p>".repeat(500);

async function ask(path: string, answer: RequestListener) {
  server = createServer((question, response) => {
    packAnswer(question, response);
    gatherWrites(response);
    response.setHeader("content-type", "text/html");
    answer(question, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return new Promise<import("node:http").IncomingMessage>((done, fail) => {
    request({ port, path, headers: { "accept-encoding": "gzip, br" } }, done)
      .on("error", fail)
      .end();
  });
}

it.each(["/", "/_next/static/chunks/a.js"])("packs %s, and what arrives is what was written", async (path) => {
  const answer = await ask(path, (_question, response) => {
    response.write(page);
    response.write(Buffer.from(page));
    setTimeout(() => response.end(page), 5);
  });
  expect(answer.headers["content-encoding"]).toBe("br");
  expect(answer.headers.vary).toContain("Accept-Encoding");
  expect(await text(answer.pipe(createBrotliDecompress()))).toBe(page.repeat(3));
});

it("leaves the API's answers as they are", async () => {
  const answer = await ask("/api/v1/orders", (_question, response) => response.end(page));
  expect(answer.headers["content-encoding"]).toBeUndefined();
  expect(await text(answer)).toBe(page);
});

it("can be read up to what was written, while the rest is still being made", async () => {
  let finish: () => void = () => undefined;
  const answer = await ask("/", (_question, response) => {
    response.write(page);
    finish = () => response.end("the end");
  });
  let read = "";
  for await (const part of answer.pipe(createBrotliDecompress())) {
    read += part;
    if (read === page) finish();
  }
  expect(read).toBe(`${page}the end`);
});
