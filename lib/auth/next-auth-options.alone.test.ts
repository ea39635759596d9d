import { describe, expect, it, vi } from "vitest";
import { nextAuthOptions } from "./next-auth-options";
import { cookieName, deviceCookieOptions, sessionCookieOptions } from "./session-cookie";

const current = vi.hoisted(() => ({ appUrl: "https://desk.example.com", nextAuthSecret: "s".repeat(32) }));
vi.mock("@/lib/config/env", () => ({ settings: () => current }));

const options = () =>
  nextAuthOptions({ pool: {} as never, address: "203.0.113.1", correlationId: "c", deviceProof: undefined });

describe("MR4-6: what a client may put into its session", () => {
  it("AU-2 MR4-6: nothing: a forged update of role, store, user or session id leaves the token as it was", async () => {
    const jwt = options().callbacks?.jwt;
    const forged = { role: "administrator", storeId: "other", userId: "usr_admin", sid: "ses_other", name: "Root" };
    const token = await jwt?.({
      token: { sid: "ses_mine", ...{ role: "administrator", name: "Root" } },
      trigger: "update",
      session: forged,
    } as never);
    expect(token).toEqual({ sid: "ses_mine" });
  });

  it("MR4-6: a sign-in puts the new session's id there and no fact about the person", async () => {
    const user = { id: "usr_1", name: "A", email: "a@demo.test", role: "csr", sessionId: "ses_new" };
    const token = await options().callbacks?.jwt?.({
      token: { sid: "ses_old", sub: "usr_1" },
      user,
      trigger: "signIn",
    } as never);
    expect(token).toEqual({ sid: "ses_new" });
  });

  it("MR4-20: the library's redirects lead to our own pages only", async () => {
    const to = (url: string) => options().callbacks?.redirect?.({ url, baseUrl: "https://evil.test" });
    expect(await to("https://desk.example.com/orders/00012")).toBe("https://desk.example.com/orders/00012");
    expect(await to("/unpaid")).toBe("https://desk.example.com/unpaid");
    for (const url of [
      "https://evil.test/",
      "//evil.test",
      "https://desk.example.com.evil.test/",
      "https://desk.example.com//evil.test",
    ]) {
      expect(await to(url)).toBe("https://desk.example.com/");
    }
  });
});

describe("MR4-13: cookies", () => {
  it("MR4-13: over https pinned to the host, secure, out of scripts' reach, not sent by other sites' forms", () => {
    expect(cookieName("session")).toBe("__Host-paydesk-session");
    expect(sessionCookieOptions()).toEqual({
      httpOnly: true,
      sameSite: "lax",
      path: "/",
      secure: true,
      maxAge: 43_200,
    });
    expect(deviceCookieOptions()).toMatchObject({ httpOnly: true, sameSite: "strict", path: "/", secure: true });
    for (const cookie of Object.values(options().cookies ?? {})) {
      expect(cookie.name).toMatch(/^__Host-/);
      expect(cookie.options).toMatchObject({ httpOnly: true, sameSite: "lax", path: "/", secure: true });
      expect(cookie.options.domain).toBeUndefined();
    }
  });

  it("MR4-13: over plain http, as in a demo on this machine, everything but what needs https", () => {
    expect(cookieName("session", false)).toBe("paydesk-session");
    expect(sessionCookieOptions(false)).toMatchObject({ httpOnly: true, sameSite: "lax", secure: false });
  });
});
