import { globSync, readFileSync } from "node:fs";
import { createServer, request as knock, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { hashApiKey } from "@/lib/auth/api-key";
import { createTestDatabase, type TestDatabase } from "@/lib/db/test-database";
import { keepApiKey } from "@/lib/operations/staff/keep-api-key";
import { answerApiReads } from "./answer-api-reads";
import { defineEndpoint } from "./define-endpoint";
import { answer, defineRoute, refusal } from "./define-route";

vi.mock("@/lib/config/env", () => ({
  settings: () => ({ apiKey: null, appUrl: "http://desk.example.com", isProduction: true }),
}));

const key = "pk_test_0123456789abcdef";
const authorization = `Bearer ${key}`;
let db: TestDatabase;
let server: Server;

const facts = { description: "" };
const GET = defineRoute(
  defineEndpoint({
    method: "GET",
    path: "/shelves/{shelf}/books/{book}",
    operationId: "test",
    summary: "",
    params: z.strictObject({ shelf: z.string().max(20), book: z.string() }),
    query: z.strictObject({ page: z.string().optional() }),
    answers: { 200: facts },
  }),
  async ({ storeId }, { params, query }) => {
    if (params.book === "none") return refusal("book_not_found");
    if (params.book === "bug") throw new Error("secret");
    return answer(200, { storeId, ...params, ...query, total: 5n, word: "Büchli" });
  },
  () => db,
);

beforeAll(async () => {
  db = await createTestDatabase();
  await db.pool.query(
    `INSERT INTO stores (id, name, mark, support_phone, support_email, time_zone, currency, created_at)
     VALUES ('north', 'North', 'N', '', '', 'UTC', 'USD', now())`,
  );
  await keepApiKey(db.pool, { name: "commerce", keyHash: hashApiKey(key) });
  answerApiReads([GET]);
  server = createServer((_request, response) => response.end("the framework"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(async () => {
  server.close();
  await db.drop();
});

type Told = { status: number; headers: Record<string, unknown>; text: string };

function ask(path: string, headers: Record<string, string> = { authorization }, method = "GET"): Promise<Told> {
  const { port } = server.address() as AddressInfo;
  return new Promise((done, fail) => {
    const sent = knock({ port, path, method, headers: { host: "desk.example.com", ...headers } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on("error", fail);
    sent.end();
  });
}

const book = "/api/v1/shelves/a/books/b";

describe("reads of the API that do not pass through the framework", () => {
  it("MR4-33: answer what the door itself answers, with the same headers", async () => {
    for (const path of [
      `${book}?page=2`,
      "/api/v1/shelves/a%2Fb/books/none",
      "/api/v1/shelves/a/books/b?page=1&page=2",
    ]) {
      const headers = { authorization, "x-correlation-id": "click-7" };
      const told = await ask(path, headers);
      const params = Object.fromEntries(
        [...path.matchAll(/(shelve|book)s\/([^/?]+)/g)].map(([, name, value]) => [name, value]),
      );
      const web = await GET(new Request(`http://desk.example.com${path}`, { headers }), {
        params: Promise.resolve({ shelf: params.shelve, book: params.book }),
      });
      expect(told.text).toBe(await web.text());
      expect(told.status).toBe(web.status);
      const { date, connection, "keep-alive": _, "content-length": length, ...own } = told.headers;
      expect(own).toEqual(Object.fromEntries(web.headers));
      expect(length).toBe(String(Buffer.byteLength(told.text)));
    }
    expect(JSON.parse((await ask(book)).text)).toEqual({
      storeId: "north",
      shelf: "a",
      book: "b",
      total: 5,
      word: "Büchli",
    });
  });

  it("MR4-1 MR4-19: ask for the key and for the host, on every request", async () => {
    expect((await ask(book, {})).status).toBe(401);
    expect((await ask(book, { authorization: `${authorization}X` })).status).toBe(401);
    expect((await ask(book, { authorization, host: "evil.test" })).status).toBe(421);
    await db.pool.query("UPDATE api_keys SET revoked_at = now()");
    expect((await ask(book)).status).toBe(401);
    await db.pool.query("UPDATE api_keys SET revoked_at = NULL");
    expect((await ask(book)).status).toBe(200);
  });

  it("MR4-40: a bug answers with a reference and nothing else", async () => {
    const told = await ask("/api/v1/shelves/a/books/bug");
    expect(told.status).toBe(500);
    expect(told.text).not.toContain("secret");
  });

  it("leave everything else to the framework", async () => {
    const others: [string, string?][] = [
      [book, "POST"],
      [book, "HEAD"],
      [book, "OPTIONS"],
      [`${book}/`],
      [`/x${book}`],
      ["/api/v1/shelves/a/books"],
      ["/api/v1/shelves//books/b"],
      ["/api/v1/shelves/a/books/b/c"],
      ["/api/v1/shelves/a\\b/books/b"],
      ["/unpaid"],
    ];
    for (const [path, method] of others) {
      const told = await ask(path, { authorization }, method);
      if (method !== "HEAD") expect(told.text, path).toBe("the framework");
      expect(told.headers["x-correlation-id"], path).toBeUndefined();
    }
  });

  it("are all reads that ask for a key", () => {
    const listed = readFileSync("app/api/v1/reads.ts", "utf8");
    const doors = globSync("app/api/v1/**/route.ts").filter((file) =>
      readFileSync(file, "utf8").includes("export const GET = defineRoute("),
    );
    expect(doors.length).toBeGreaterThan(3);
    for (const file of doors) expect(listed).toContain(`"./${file.slice("app/api/v1/".length, -".ts".length)}"`);
  });
});
