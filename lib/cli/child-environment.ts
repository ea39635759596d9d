import { resolve } from "node:path";
import type { Settings } from "@/lib/config/env";

export type Addresses = {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly mailCatcherUrl: string | null;
};

/** What every process of Paydesk is told: the operator's own settings, and what the starter chose for the rest. */
export function childEnvironment(settings: Settings, addresses: Addresses, isDev: boolean): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: isDev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PAYDESK_MODE: settings.mode,
    PORT: `${settings.port}`,
    APP_URL: settings.appUrl,
    // next-auth reads this name by itself.
    NEXTAUTH_URL: settings.appUrl,
    NEXTAUTH_SECRET: settings.nextAuthSecret,
    DATABASE_URL: addresses.databaseUrl,
    PAYDESK_DATA_DIR: resolve(settings.dataDir),
    SMTP_URL: addresses.smtpUrl,
    MAIL_FROM: settings.mailFrom,
    STRIPE_SECRET_KEY: settings.stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: settings.stripe.webhookSecret,
    STRIPE_API_BASE: settings.stripe.apiBase,
    LOG_LEVEL: settings.logLevel,
    WEB_PROCESSES: `${settings.webProcesses}`,
    ...paypalEnvironment(settings),
  };
  if (addresses.mailCatcherUrl) env.MAIL_CATCHER_URL = addresses.mailCatcherUrl;
  if (settings.sandboxUrl) Object.assign(env, sandboxEnvironment(settings));
  return env;
}

function paypalEnvironment({ paypal }: Settings): Record<string, string> {
  if (paypal === null) return {};
  return {
    PAYPAL_CLIENT_ID: paypal.clientId,
    PAYPAL_CLIENT_SECRET: paypal.clientSecret,
    PAYPAL_WEBHOOK_ID: paypal.webhookId,
    PAYPAL_API_BASE: paypal.apiBase,
  };
}

function sandboxEnvironment(settings: Settings): Record<string, string> {
  return {
    SANDBOX_PORT: `${settings.sandboxPort}`,
    SANDBOX_STATE_FILE: resolve(settings.dataDir, "sandbox.json"),
    SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${settings.port}/api/webhooks/stripe`,
    SANDBOX_WEBHOOK_SECRET: settings.stripe.webhookSecret,
    SANDBOX_PAYPAL_WEBHOOK_URL: `http://127.0.0.1:${settings.port}/api/webhooks/paypal`,
    ...(settings.paypal === null ? {} : { SANDBOX_PAYPAL_WEBHOOK_ID: settings.paypal.webhookId }),
  };
}
