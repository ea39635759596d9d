import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, request as knock, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { config } from "@/proxy";
import { beforeFramework } from "./before-framework";
import { enterHall } from "./enter-hall";
import { internalHeaders, nonceHeader, passiveHeader, pathHeader, receivedHeader } from "./request-headers";

vi.mock("@/lib/config/env", () => ({
  settings: () => ({
    appUrl: "https://desk.example.com",
    isProduction: true,
    sandboxPort: 4242,
    stripe: { apiBase: "https://api.stripe.com" },
    paypal: null,
  }),
}));

/** What the pages get to see. */
let seen: IncomingHttpHeaders | null;
let server: Server;

beforeAll(async () => {
  beforeFramework(enterHall);
  server = createServer(({ headers }, response) => {
    seen = headers;
    response.end("a page");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => void server.close());

type Told = { status: number; headers: IncomingHttpHeaders; text: string };

function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Told> {
  seen = null;
  const { port } = server.address() as AddressInfo;
  return new Promise((done, fail) => {
    const sent = knock(
      { port, path, method, headers: { host: "desk.example.com", ...headers }, agent: false },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8").on("data", (part) => (text += part));
        answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      },
    );
    sent.on("error", fail).end();
  });
}

describe("the hall before the framework", () => {
  it("MR4-16 MR4-17: a page gets the policy and the nonce that its answer carries", async () => {
    const { status, headers, text } = await ask("/unpaid?a=1");
    expect([status, text]).toEqual([200, "a page"]);
    const policy = String(headers["content-security-policy"]);
    expect(policy).toContain(`'nonce-${seen?.[nonceHeader]}'`);
    expect(seen?.["content-security-policy"]).toBe(policy);
    expect(headers["strict-transport-security"]).toBe("max-age=31536000; includeSubDomains");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["x-correlation-id"]).toBe(seen?.["x-correlation-id"]);
    expect((await ask("/unpaid")).headers["content-security-policy"]).not.toBe(policy);
  });

  it("MR4-7: names that only we write never come from outside", async () => {
    const forged = Object.fromEntries(internalHeaders.map((name) => [name, "forged"]));
    await ask("/unpaid?a=1", { ...forged, [pathHeader]: "/admin", [nonceHeader]: "mine", "x-kept": "yes" });
    for (const name of internalHeaders) expect(seen?.[name]).toBeUndefined();
    expect(seen).toMatchObject({ [pathHeader]: "/unpaid?a=1", [passiveHeader]: "0", "x-kept": "yes" });
    expect(seen?.[nonceHeader]).not.toBe("mine");
  });

  it("MR4-19 MR4-14: a foreign host and a foreign page's post are refused, and no page is asked", async () => {
    const foreign = await ask("/sign-in", { host: "evil.test" });
    expect(foreign.status).toBe(421);
    expect(JSON.parse(foreign.text)).toMatchObject({ code: "unknown_host" });
    expect(foreign.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(seen).toBeNull();
    expect((await ask("/unpaid", { origin: "https://evil.test" }, "POST")).status).toBe(403);
    expect(seen).toBeNull();
    expect((await ask("/unpaid", { origin: "https://desk.example.com" }, "POST")).status).toBe(200);
  });

  it("MR4-12: a page that fetches itself anew is known also by the framework's own fetches", async () => {
    const passive = async (path: string) => {
      await ask(path, { referer: "https://desk.example.com/unpaid?sort=due", "sec-fetch-dest": "empty" });
      return [seen?.[passiveHeader], seen?.[pathHeader]];
    };
    expect(await passive("/unpaid?sort=due&_rsc=1x")).toEqual(["1", "/unpaid?sort=due"]);
    expect(await passive("/unpaid?_rsc=1x&sort=due")).toEqual(["1", "/unpaid?sort=due"]);
    expect(await passive("/unpaid?sort=-due&_rsc=1x")).toEqual(["0", "/unpaid?sort=-due"]);
    expect(await passive("/unpaid?_rsc")).toEqual(["0", "/unpaid"]);
  });

  it.each(["/api/v1", "/api/v1/orders?a=1", "//evil.test/unpaid", "http://evil.test/unpaid"])(
    "MR4-19: %s is left to the doors behind, and its mark is taken off",
    async (path) => {
      const { headers } = await ask(path, { [receivedHeader]: "1" });
      expect(seen?.[receivedHeader]).toBeUndefined();
      expect(headers["content-security-policy"]).toBeUndefined();
    },
  );

  it("MR4-19: the proxy takes whatever has not come through here", async () => {
    await ask("/unpaid");
    expect(config.matcher[0]?.missing).toEqual([
      { type: "header", key: receivedHeader, value: seen?.[receivedHeader] },
    ]);
    expect(readFileSync("instrumentation.ts", "utf8")).toContain("beforeFramework(enterHall)");
  });
});
