import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020";
import { expect } from "vitest";
import { hashApiKey } from "@/lib/auth/api-key";
import { type DeskForTests, openDeskForTests } from "@/lib/jobs/desk-for-tests";
import { keepApiKey } from "@/lib/operations/staff/keep-api-key";
import type { RouteHandler } from "../define-route";
import { endpoints } from "./endpoints";
import { openapiDocument } from "./openapi-document";

// biome-ignore lint/suspicious/noExplicitAny: bodies are what the test says they are, and every one is checked against openapi.json
type Body = any;
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Body };
export type Sending = {
  readonly body?: unknown;
  /** Sent as it is, with no type of its own. */
  readonly text?: string;
  readonly headers?: Record<string, string>;
  readonly key?: string | null;
};
export type Wrong = { readonly pointer?: string; readonly parameter?: string; readonly code: string };
export type ApiForTests = {
  readonly desk: DeskForTests;
  readonly key: string;
  /** Knocks at the very route file that Next serves for this path, and holds the answer against openapi.json. */
  send(method: string, path: string, sending?: Sending): Promise<Answer>;
  /** The same while the worker does what the call asked for. */
  sendAndWork(method: string, path: string, sending?: Sending): Promise<Answer>;
  /** Refused with this status and code, as a problem document, and no table has a row more or less. Answers what it said was wrong. */
  refused(method: string, path: string, sending: Sending, status: number, code: string): Promise<Wrong[]>;
  /** How many rows every table of the house holds: for what must leave nothing behind. */
  rowCounts(): Promise<Record<string, number>>;
  close(): Promise<void>;
};

const KEY = "pk_test_0123456789abcdef";
const root = fileURLToPath(new URL("../../../", import.meta.url));

export async function openApiForTests(): Promise<ApiForTests> {
  const desk = await openDeskForTests();
  (globalThis as { paydeskDatabase?: unknown }).paydeskDatabase = desk.database;
  await keepApiKey(desk.database.pool, { name: "commerce", keyHash: hashApiKey(KEY) });
  const check = answerCheck();
  const api: ApiForTests = {
    desk,
    key: KEY,
    async send(method, path, { body, text, headers = {}, key = KEY } = {}) {
      const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
      const url = new URL(`http://localhost/api/v1${path}`);
      const { handler, params, template } = await findHandler(method, url.pathname.slice("/api/v1".length));
      const request = new Request(url, {
        method,
        headers: {
          ...(key !== null && { authorization: `Bearer ${key}` }),
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(content !== undefined && { body: content }),
      });
      // As Next does: a path without parameters comes without any.
      const given = Object.keys(params).length > 0 ? params : undefined;
      const response = await handler(request, { params: Promise.resolve(given) });
      const answered = await response.text();
      const answer = { status: response.status, headers: response.headers, body: answered && JSON.parse(answered) };
      check(method, template, answer);
      return answer;
    },
    async sendAndWork(method, path, sending) {
      const sent = api.send(method, path, sending);
      let isAnswered = false;
      const done = sent.finally(() => {
        isAnswered = true;
      });
      done.catch(() => {});
      while (!isAnswered) {
        await desk.work();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return sent;
    },
    async refused(method, path, sending, status, code) {
      const before = await api.rowCounts();
      const answer = await api.send(method, path, sending);
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status, code });
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(await api.rowCounts()).toEqual(before);
      return answer.body.errors ?? [];
    },
    async rowCounts() {
      const { rows } = await desk.database.pool.query<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1",
      );
      const counts = rows.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS n FROM "${name}"`);
      const counted = await desk.database.pool.query<{ name: string; n: number }>(counts.join(" UNION ALL "));
      return Object.fromEntries(counted.rows.map(({ name, n }) => [name, n]));
    },
    async close() {
      delete (globalThis as { paydeskDatabase?: unknown }).paydeskDatabase;
      await desk.close();
    },
  };
  return api;
}

type Found = { handler: RouteHandler; params: Record<string, string>; template: string };

async function findHandler(method: string, pathname: string): Promise<Found> {
  const templates = [...new Set(endpoints.map((endpoint) => endpoint.path)), "/openapi.json"];
  const template = templates.find((each) => matcherOf(each).test(pathname));
  if (template === undefined) throw new Error(`no route for ${pathname}`);
  const file = `${root}app/api/v1${template.replaceAll("{", "[").replaceAll("}", "]")}/route.ts`;
  if (!existsSync(file)) throw new Error(`no file ${file}`);
  const handlers = (await import(pathToFileURL(file).href)) as Record<string, RouteHandler>;
  const handler = handlers[method];
  if (!handler) throw new Error(`${file} has no ${method}`);
  return { handler, params: { ...matcherOf(template).exec(pathname)?.groups }, template };
}

function matcherOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(".", "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);
}

/** Every answer is one that openapi.json describes: status, content type, fields, and the code of a problem. */
function answerCheck(): (method: string, template: string, answer: Answer) => void {
  const document = JSON.parse(JSON.stringify(openapiDocument()));
  const ajv = new Ajv2020({ strict: false, validateFormats: true });
  ajv.addFormat("date-time", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
  for (const name of ["date", "email", "int64"]) ajv.addFormat(name, true);
  ajv.addSchema(document, "openapi");
  return (method, template, { status, headers, body }) => {
    const operation = document.paths[template]?.[method.toLowerCase()];
    if (operation === undefined) return;
    const type = headers.get("content-type") ?? "none";
    const label = `${method} ${template} answered ${status}: ${JSON.stringify(body).slice(0, 2_000)}`;
    expect(Object.keys(operation.responses), label).toContain(String(status));
    expect(Object.keys(operation.responses[status].content ?? {}), label).toContain(type);
    const place = ["paths", template, method.toLowerCase(), "responses", status, "content", type, "schema"];
    const pointer = place
      .map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1"))
      .map(encodeURIComponent);
    const isValid = ajv.validate({ $ref: `openapi#/${pointer.join("/")}` }, body);
    expect(isValid, `${label}\n${ajv.errorsText(ajv.errors)}`).toBe(true);
  };
}
