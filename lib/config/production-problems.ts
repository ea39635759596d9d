import type { Environment, RawSettings } from "./settings-schema";

const REQUIRED = [
  "APP_URL",
  "DATABASE_URL",
  "NEXTAUTH_SECRET",
  "SMTP_URL",
  "MAIL_FROM",
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
] as const;

const DEMO_ONLY = ["PAYDESK_API_KEY", "SANDBOX_PORT", "SANDBOX_STATE_FILE", "MAIL_CATCHER_URL"] as const;

/** What keeps a production start from happening: a missing secret, or a setting of the sandbox. */
export function productionProblems(raw: RawSettings, given: Environment): string[] {
  const problems: string[] = [];
  for (const name of REQUIRED) {
    if (raw[name] === undefined) problems.push(`${name} is missing: production mode needs it.`);
  }
  for (const name of DEMO_ONLY) {
    if (given[name] !== undefined)
      problems.push(`${name} belongs to demo and test mode: remove it in production mode.`);
  }
  if (raw.STRIPE_SECRET_KEY?.includes("_test_")) {
    problems.push("STRIPE_SECRET_KEY is a test key: production mode needs a live one.");
  }
  for (const name of ["STRIPE_API_BASE", "PAYPAL_API_BASE"] as const) {
    const address = raw[name];
    if (address !== undefined && isLocal(address))
      problems.push(`${name} points at this machine: production mode has no sandbox.`);
  }
  if (raw.APP_URL !== undefined && !raw.APP_URL.startsWith("https:") && !isLocal(raw.APP_URL)) {
    problems.push("APP_URL must begin with https:// in production mode.");
  }
  return problems;
}

function isLocal(address: string): boolean {
  const { hostname } = new URL(address);
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}
