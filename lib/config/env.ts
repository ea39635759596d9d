import { localSecret } from "./local-secret";
import { productionProblems } from "./production-problems";
import { type Environment, type LogLevel, type RawSettings, settingsSchema } from "./settings-schema";
import { StartupProblem } from "./startup-problem";

export const DEMO_STRIPE_KEY = "sk_test_paydesk_demo";

export type Mode = "demo" | "test" | "production";

export type Settings = {
  readonly mode: Mode;
  readonly isProduction: boolean;
  readonly port: number;
  /** Without a slash at its end. Every link in a mail starts with it. */
  readonly appUrl: string;
  /** Null: the embedded database in the data folder. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly nextAuthSecret: string;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  /** How long a mail that a person sends can be called back. */
  readonly mailHoldSeconds: number;
  /** The mail catcher's own small API; null in production. */
  readonly mailCatcherUrl: string | null;
  readonly stripe: {
    readonly secretKey: string;
    readonly webhookSecret: string;
    readonly apiBase: string;
    readonly canIncrease: boolean;
    readonly canHoldLong: boolean;
  };
  /** Null where the shop takes no PayPal. */
  readonly paypal: PaypalSettings | null;
  /** A key for the REST API that exists from the start; demo and test mode only. */
  readonly apiKey: string | null;
  /** Hosts that webhooks may reach although their address is not public, or without TLS. */
  readonly webhookPrivateHosts: readonly string[];
  /** Web processes behind the one port. */
  readonly webProcesses: number;
  readonly sandboxPort: number;
  /** Where the sandbox's control endpoints are; null in production. */
  readonly sandboxUrl: string | null;
  readonly logLevel: LogLevel;
};

export type PaypalSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookId: string;
  readonly apiBase: string;
};

export type SettingsReading =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly problems: string[] };

let loaded: Settings | null = null;

/** This process's settings, read once. Throws the first problem. */
export function settings(): Settings {
  if (loaded) return loaded;
  const reading = readSettings(process.env);
  if (!reading.ok) throw new StartupProblem(reading.problems[0] ?? "A setting is wrong.");
  loaded = reading.settings;
  return loaded;
}

/** An empty value counts as missing. Each problem is one line that names its setting. */
export function readSettings(environment: Environment, secretFor: typeof localSecret = localSecret): SettingsReading {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    return { ok: false, problems: parsed.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`) };
  }
  const raw = parsed.data;
  const problems = [
    ...paypalProblems(raw),
    ...(raw.PAYDESK_MODE === "production" ? productionProblems(raw, given) : []),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, settings: toSettings(raw, secretFor) };
}

function paypalProblems(raw: RawSettings): string[] {
  const names = ["PAYPAL_CLIENT_ID", "PAYPAL_CLIENT_SECRET", "PAYPAL_WEBHOOK_ID"] as const;
  const missing = names.filter((name) => raw[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map((name) => `${name} is missing: PayPal needs ${names.join(", ")} together.`);
}

function toSettings(raw: RawSettings, secretFor: typeof localSecret): Settings {
  const isProduction = raw.PAYDESK_MODE === "production";
  const sandboxUrl = `http://127.0.0.1:${raw.SANDBOX_PORT}`;
  const dataDir = raw.PAYDESK_DATA_DIR;
  return {
    mode: raw.PAYDESK_MODE,
    isProduction,
    port: raw.PORT,
    appUrl: raw.APP_URL ?? `http://localhost:${raw.PORT}`,
    databaseUrl: raw.DATABASE_URL ?? null,
    dataDir,
    nextAuthSecret: raw.NEXTAUTH_SECRET ?? secretFor(dataDir, "nextauth-secret"),
    smtpUrl: raw.SMTP_URL ?? "smtp://127.0.0.1:1025",
    mailFrom: raw.MAIL_FROM ?? "Paydesk Demo Shop <payments@demo.test>",
    mailHoldSeconds: raw.MAIL_HOLD_SECONDS,
    mailCatcherUrl: isProduction ? null : (raw.MAIL_CATCHER_URL ?? "http://127.0.0.1:1080"),
    stripe: {
      secretKey: raw.STRIPE_SECRET_KEY ?? DEMO_STRIPE_KEY,
      webhookSecret: raw.STRIPE_WEBHOOK_SECRET ?? `whsec_${secretFor(dataDir, "webhook-secret")}`,
      apiBase: raw.STRIPE_API_BASE ?? (isProduction ? "https://api.stripe.com" : sandboxUrl),
      canIncrease: raw.STRIPE_RAISES_HOLDS === "yes",
      canHoldLong: raw.STRIPE_LONG_HOLDS === "yes",
    },
    paypal: toPaypal(raw, isProduction ? null : sandboxUrl),
    apiKey: raw.PAYDESK_API_KEY ?? null,
    webhookPrivateHosts: [
      ...raw.WEBHOOK_PRIVATE_HOSTS.split(",").map((host) => host.trim().toLowerCase()),
      ...(isProduction ? [] : ["localhost", "127.0.0.1"]),
    ].filter((host) => host !== ""),
    webProcesses: raw.WEB_PROCESSES,
    sandboxPort: raw.SANDBOX_PORT,
    sandboxUrl: isProduction ? null : sandboxUrl,
    logLevel: raw.LOG_LEVEL,
  };
}

/** Stand-ins where the sandbox plays PayPal; it takes any. */
const demoPaypal = { clientId: "paydesk-demo", clientSecret: "paydesk-demo", webhookId: "WH-PAYDESK-DEMO" };

/** Without settings of its own a production has no PayPal, and demo and test have the sandbox's. */
function toPaypal(raw: RawSettings, sandboxUrl: string | null): PaypalSettings | null {
  const { PAYPAL_CLIENT_ID: clientId, PAYPAL_CLIENT_SECRET: clientSecret, PAYPAL_WEBHOOK_ID: webhookId } = raw;
  const apiBase = raw.PAYPAL_API_BASE ?? sandboxUrl ?? "https://api-m.paypal.com";
  if (clientId === undefined || clientSecret === undefined || webhookId === undefined)
    return sandboxUrl === null ? null : { ...demoPaypal, apiBase };
  return { clientId, clientSecret, webhookId, apiBase };
}
