import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { NextRequest } from "next/server";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { toastStyles } from "@/lib/server/content-policy";
import { internalHeaders } from "@/lib/server/request-headers";
import { config, proxy } from "./proxy";

const current = vi.hoisted(() => ({
  settings: {
    appUrl: "https://desk.example.com",
    isProduction: true,
    sandboxPort: 4242,
    stripe: { apiBase: "https://api.stripe.com" },
    paypal: null as { apiBase: string } | null,
  },
}));
vi.mock("@/lib/config/env", () => ({ settings: () => current.settings }));

beforeEach(() => {
  Object.assign(current.settings, { appUrl: "https://desk.example.com", isProduction: true, paypal: null });
});

function knock(
  path: string,
  { method = "GET", headers = {} }: { method?: string; headers?: Record<string, string> } = {},
) {
  return proxy(
    new NextRequest(`https://desk.example.com${path}`, { method, headers: { host: "desk.example.com", ...headers } }),
  );
}

/** What the pages behind it get to see. */
function passedOn(response: Response, name: string): string | null {
  return response.headers.get(`x-middleware-request-${name}`);
}

function policyOf(response: Response): Record<string, string> {
  const text = response.headers.get("content-security-policy") ?? "";
  return Object.fromEntries(
    text.split("; ").map((part) => [part.split(" ")[0] ?? "", part.slice(part.indexOf(" ") + 1)]),
  );
}

describe("MR4-16: the policy of a page", () => {
  it("MR4-16: scripts run with this request's nonce only; nothing is framed, based or plugged in", () => {
    const [first, second] = [knock("/unpaid"), knock("/unpaid")];
    const policy = policyOf(first);
    expect(policy["script-src"]).toMatch(/^'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'$/);
    expect(policy["script-src"]).not.toBe(policyOf(second)["script-src"]);
    expect(policy).toMatchObject({
      "default-src": "'none'",
      "object-src": "'none'",
      "base-uri": "'none'",
      "frame-ancestors": "'none'",
      "form-action": "'self'",
    });
    expect(policy["style-src"]).not.toContain("unsafe-inline");
    expect(passedOn(first, "content-security-policy")).toBe(first.headers.get("content-security-policy"));
    expect(policy["script-src"]).toContain(passedOn(first, "x-nonce") ?? "none");
  });

  it("MR4-16: only the customer's form may lead to the pages of the gateways that are switched on, and to the sandbox's outside production only", () => {
    expect(policyOf(knock("/pay/token"))["form-action"]).toBe("'self' https://checkout.stripe.com");
    Object.assign(current.settings, { paypal: { apiBase: "https://api-m.paypal.com" } });
    expect(policyOf(knock("/pay/token"))["form-action"]).toBe(
      "'self' https://checkout.stripe.com https://www.paypal.com",
    );
    Object.assign(current.settings, { isProduction: false });
    expect(policyOf(knock("/pay/token"))["form-action"]).toContain("http://127.0.0.1:4242");
  });

  it("MR4-16: the digest of the toast package's styles is that of the installed package", () => {
    const source = readFileSync("node_modules/sonner/dist/index.mjs", "utf8");
    const css = /^__insertCSS\((".*")\);?$/m.exec(source)?.[1];
    const digest = createHash("sha256")
      .update(JSON.parse(css ?? '""') as string)
      .digest("base64");
    expect(toastStyles).toContain(`'sha256-${digest}'`);
  });
});

describe("MR4-17: headers", () => {
  it("MR4-17: HSTS for a year with subdomains, nosniff, no referrer to others, nothing kept", () => {
    for (const path of ["/", "/orders/00012", "/pay/token", "/api/health", "/sign-in"]) {
      const { headers } = knock(path);
      expect(headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("same-origin");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-frame-options")).toBe("DENY");
      expect(headers.get("permissions-policy")).toContain("camera=()");
    }
  });

  it("MR4-17: no HSTS over plain http, where it would lock a demo out", () => {
    Object.assign(current.settings, { appUrl: "http://localhost:3000", isProduction: false });
    expect(knock("/", { headers: { host: "localhost:3000" } }).headers.get("strict-transport-security")).toBeNull();
  });
});

describe("MR4-14: who may post", () => {
  const post = (headers: Record<string, string>, path = "/unpaid") => knock(path, { method: "POST", headers }).status;

  it("MR4-14: a page of ours", () => {
    expect(post({ origin: "https://desk.example.com" })).toBe(200);
    expect(post({ "sec-fetch-site": "same-origin" })).toBe(200);
  });

  it.each<Record<string, string>>([
    {},
    { origin: "null" },
    { origin: "null", "sec-fetch-site": "same-origin" },
    { origin: "https://evil.test" },
    { origin: "https://desk.example.com.evil.test" },
    { origin: "http://desk.example.com" },
    { origin: "https://desk.example.com:8443" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { origin: "http://localhost:3000" },
  ])("MR4-14: %j is refused, on desk and pay pages, whatever the method", (headers) => {
    for (const path of ["/unpaid", "/pay/token", "/sign-in"]) {
      for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
        const response = knock(path, { method, headers });
        expect(response.status).toBe(403);
        expect(response.headers.get("x-middleware-next")).toBeNull();
      }
    }
  });

  it("MR4-14: a gateway's notification comes from no page", () => {
    expect(post({}, "/api/webhooks/stripe")).toBe(200);
  });
});

describe("MR4-19: hosts", () => {
  it("MR4-19: the proxy stands before every path but those of the API", () => {
    const pattern = config.matcher[0]?.source ?? "";
    const passes = (path: string) => new RegExp(`^${pattern}$`).test(path);
    for (const path of [
      "/",
      "/unpaid",
      "/pay/token",
      "/api/health",
      "/api/freshness",
      "/api/webhooks/stripe",
      "/api/v10/orders",
    ])
      expect(passes(path)).toBe(true);
    for (const path of ["/api/v1/orders", "/api/v1/worklists/unpaid", "/api/v1/openapi.json"])
      expect(passes(path)).toBe(false);
  });

  const from = (host: string, path = "/sign-in") => knock(path, { headers: { host } }).status;

  it("MR4-19: an unknown host is refused, also with a forwarded name", () => {
    for (const host of [
      "evil.test",
      "desk.example.com.evil.test",
      "desk.example.com:81",
      "localhost:3000",
      "127.0.0.1",
    ]) {
      expect(from(host)).toBe(421);
    }
    const forwarded = knock("/sign-in", { headers: { "x-forwarded-host": "evil.test" } });
    expect(forwarded.status).toBe(200);
    expect(passedOn(forwarded, "x-forwarded-host")).toBeNull();
  });

  it("MR4-19: a probe by number may ask for health; in demo mode this machine goes by all its names", () => {
    expect(from("10.1.2.3:3000", "/api/health")).toBe(200);
    Object.assign(current.settings, { isProduction: false });
    for (const host of ["localhost:3000", "127.0.0.1:3000", "[::1]:3000"]) expect(from(host)).toBe(200);
    for (const host of ["localhost.evil.test", "127.0.0.1.evil.test", "evil.test"]) expect(from(host)).toBe(421);
  });
});

describe("MR4-7: headers that only we write", () => {
  it("MR4-7: the framework's internal names and our own never come from outside", () => {
    const forged = Object.fromEntries(internalHeaders.map((name) => [name, "forged"]));
    const response = knock("/unpaid?a=1", {
      headers: { ...forged, "x-paydesk-path": "/admin", "x-paydesk-passive": "1", "x-nonce": "mine", "x-kept": "yes" },
    });
    for (const name of internalHeaders) expect(passedOn(response, name)).toBeNull();
    const kept = response.headers.get("x-middleware-override-headers")?.split(",") ?? [];
    expect(kept).toContain("x-kept");
    for (const name of internalHeaders) expect(kept).not.toContain(name);
    expect(passedOn(response, "x-paydesk-path")).toBe("/unpaid?a=1");
    expect(passedOn(response, "x-paydesk-passive")).toBe("0");
    expect(passedOn(response, "x-nonce")).not.toBe("mine");
  });

  it("MR4-12: a page that fetches itself anew is not its reader's sign of life", () => {
    const passive = (path: string, headers: Record<string, string>) =>
      passedOn(knock(path, { headers }), "x-paydesk-passive");
    const open = { referer: "https://desk.example.com/unpaid?sort=due", "sec-fetch-dest": "empty" };
    expect(passive("/unpaid?sort=due", open)).toBe("1");
    expect(passive("/unpaid?sort=-due", open)).toBe("0");
    expect(passive("/unpaid?sort=due", { ...open, "sec-fetch-dest": "document" })).toBe("0");
  });

  it("MR4-39: one correlation id goes in and comes out", () => {
    const response = knock("/", { headers: { "x-correlation-id": "click-7" } });
    expect(response.headers.get("x-correlation-id")).toBe("click-7");
    expect(passedOn(response, "x-correlation-id")).toBe("click-7");
    expect(knock("/", { headers: { "x-correlation-id": "<b>" } }).headers.get("x-correlation-id")).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });
});
