import { globSync, readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { openDoor, refuseForeignHost } from "./api-hall";

const current = vi.hoisted(() => ({ settings: { appUrl: "https://desk.example.com", isProduction: true } }));
vi.mock("@/lib/config/env", () => ({ settings: () => current.settings }));

beforeEach(() => {
  Object.assign(current.settings, { appUrl: "https://desk.example.com", isProduction: true });
});

const from = (host: string) => new Request("https://desk.example.com/api/v1/orders", { headers: { host } });

describe("the hall of the REST API", () => {
  it("MR4-19: an unknown host is refused, at doors with and without a key", () => {
    for (const host of ["evil.test", "desk.example.com.evil.test", "desk.example.com:81", "localhost:3000"]) {
      expect(refuseForeignHost(from(host))?.status).toBe(421);
      expect(openDoor(() => new Response("facts"))(from(host)).status).toBe(421);
    }
    expect(refuseForeignHost(from("desk.example.com"))).toBeNull();
    Object.assign(current.settings, { isProduction: false });
    expect(refuseForeignHost(from("localhost:3000"))).toBeNull();
    expect(refuseForeignHost(from("localhost.evil.test"))?.status).toBe(421);
  });

  it("MR4-17 MR4-16: every answer carries the headers of data; what the door said itself stays", () => {
    const { headers } = openDoor(() => new Response("{}", { headers: { "cache-control": "no-cache" } }))(
      from("desk.example.com"),
    );
    expect(headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'/);
    expect(headers.get("cache-control")).toBe("no-cache");
    const plain = openDoor(() => new Response("{}"))(from("desk.example.com"));
    expect(plain.headers.get("cache-control")).toBe("no-store");
  });

  const doors = globSync("app/api/v1/**/route.ts");
  it.each(doors)("MR4-19: %s goes through the hall with each of its methods", (file) => {
    const text = readFileSync(file, "utf8");
    for (const [, name] of text.matchAll(/export (?:const|function|async function) (GET|POST|PUT|PATCH|DELETE)\b/g)) {
      expect(text, name).toMatch(new RegExp(`export const ${name} = (defineRoute|openDoor|noSuchPath)`));
    }
  });
});
