import { describe, expect, it } from "vitest";
import { readSettings, type Settings } from "./env";
import type { Environment } from "./settings-schema";

const PRODUCTION: Environment = {
  PAYDESK_MODE: "production",
  APP_URL: "https://pay.example.com/",
  DATABASE_URL: "postgresql://paydesk:x@db.internal/paydesk",
  NEXTAUTH_SECRET: "n".repeat(32),
  SMTP_URL: "smtps://mail.internal",
  MAIL_FROM: "Shop <pay@example.com>",
  STRIPE_SECRET_KEY: "sk_live_abc",
  STRIPE_WEBHOOK_SECRET: "whsec_abcdef",
};

const secretFor = (_dataDir: string, name: string) => `local-${name}`;

describe("readSettings in demo mode", () => {
  it("needs nothing, and points the gateway at the sandbox", () => {
    const settings = settingsOf({ SANDBOX_PORT: "4300", PORT: "3100" });
    expect(settings).toMatchObject({
      mode: "demo",
      isProduction: false,
      port: 3100,
      appUrl: "http://localhost:3100",
      databaseUrl: null,
    });
    expect(settings.stripe.apiBase).toBe("http://127.0.0.1:4300");
    expect(settings.nextAuthSecret).toBe("local-nextauth-secret");
  });

  it("takes another server that speaks Stripe's API", () => {
    expect(settingsOf({ STRIPE_API_BASE: "http://10.0.0.5:12111/" }).stripe.apiBase).toBe("http://10.0.0.5:12111");
  });

  it("plays PayPal by the sandbox, unless it is given an account of its own", () => {
    expect(settingsOf({}).paypal?.apiBase).toBe("http://127.0.0.1:4242");
    const own = { PAYPAL_CLIENT_ID: "a", PAYPAL_CLIENT_SECRET: "b", PAYPAL_WEBHOOK_ID: "c" };
    expect(settingsOf(own).paypal).toMatchObject({ clientId: "a", clientSecret: "b", webhookId: "c" });
  });

  it("takes an empty value as missing", () => {
    expect(settingsOf({ PORT: "", DATABASE_URL: "" })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it.each([
    ["PORT", "70000"],
    ["PORT", "abc"],
    ["SANDBOX_PORT", "0"],
    ["PAYDESK_MODE", "staging"],
    ["DATABASE_URL", "mysql://x/y"],
    ["APP_URL", "ftp://x"],
    ["LOG_LEVEL", "loud"],
    ["SMTP_URL", "http://mail"],
    ["NEXTAUTH_SECRET", "short"],
    ["STRIPE_SECRET_KEY", "hunter2"],
    ["STRIPE_WEBHOOK_SECRET", "whsec_of_old,new"],
    ["STRIPE_WEBHOOK_SECRET", "whsec_of_old,"],
  ])("names %s when it is %s, in one line and without the value", (name, value) => {
    const problems = problemsOf({ [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} [^\\n]+\\.$`));
    if (name.includes("SECRET")) expect(problems[0]).not.toContain(value);
  });

  it("wants PayPal's settings together", () => {
    expect(problemsOf({ PAYPAL_CLIENT_ID: "a", PAYPAL_CLIENT_SECRET: "b" })[0]).toMatch(
      /^PAYPAL_WEBHOOK_ID is missing/,
    );
  });
});

describe("readSettings in production mode", () => {
  it("has no sandbox, mail catcher or local secret", () => {
    const settings = settingsOf(PRODUCTION);
    expect(settings).toMatchObject({ isProduction: true, sandboxUrl: null, mailCatcherUrl: null, apiKey: null });
    expect(settings.appUrl).toBe("https://pay.example.com");
    expect(settings.stripe.apiBase).toBe("https://api.stripe.com");
    expect(JSON.stringify(settings)).not.toContain("local-");
  });

  it("has no PayPal where it is not set, and PayPal's own address where it is", () => {
    expect(settingsOf(PRODUCTION).paypal).toBeNull();
    const own = { PAYPAL_CLIENT_ID: "a", PAYPAL_CLIENT_SECRET: "b", PAYPAL_WEBHOOK_ID: "c" };
    expect(settingsOf({ ...PRODUCTION, ...own }).paypal?.apiBase).toBe("https://api-m.paypal.com");
  });

  it.each(Object.keys(PRODUCTION).filter((name) => name !== "PAYDESK_MODE"))("refuses to start without %s", (name) => {
    expect(problemsOf({ ...PRODUCTION, [name]: undefined })).toEqual([`${name} is missing: production mode needs it.`]);
  });

  it.each([
    ["SANDBOX_PORT", "4242"],
    ["PAYDESK_API_KEY", "pk_0123456789abcdef"],
    ["MAIL_CATCHER_URL", "http://127.0.0.1:1080"],
    ["STRIPE_SECRET_KEY", "sk_test_abc"],
    ["STRIPE_API_BASE", "http://127.0.0.1:4242"],
    ["STRIPE_API_BASE", "http://localhost:4242"],
    ["APP_URL", "http://pay.example.com"],
  ])("refuses a setting of the sandbox: %s=%s", (name, value) => {
    const problems = problemsOf({ ...PRODUCTION, [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(name);
  });
});

function settingsOf(environment: Environment): Settings {
  const reading = readSettings(environment, secretFor);
  if (!reading.ok) throw new Error(reading.problems.join("\n"));
  return reading.settings;
}

function problemsOf(environment: Environment): string[] {
  const reading = readSettings(environment, secretFor);
  return reading.ok ? [] : reading.problems;
}
