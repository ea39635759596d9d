export interface SandboxSettings {
  readonly host: string;
  readonly port: number;
  /** How a browser reaches the hosted pages, where that differs from host and port. */
  readonly publicUrl: string | null;
  readonly stateFile: string | null;
  readonly webhookUrl: string | null;
  readonly webhookSecret: string;
  readonly paypalWebhookUrl: string | null;
  readonly paypalWebhookId: string;
  readonly latencyMs: number;
  readonly merchantName: string;
  readonly grantsCardFeatures: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The sandbox is its own program, so it reads its own environment; here and nowhere else. */
export function readSandboxSettings(env: Environment = process.env): SandboxSettings {
  return {
    host: env.SANDBOX_HOST ?? "127.0.0.1",
    port: wholeNumber(env, "SANDBOX_PORT", 4242),
    publicUrl: env.SANDBOX_PUBLIC_URL?.replace(/\/+$/, "") || null,
    stateFile: env.SANDBOX_STATE_FILE || null,
    webhookUrl: env.SANDBOX_WEBHOOK_URL || null,
    webhookSecret: env.SANDBOX_WEBHOOK_SECRET ?? "whsec_sandbox",
    paypalWebhookUrl: env.SANDBOX_PAYPAL_WEBHOOK_URL || null,
    // Two, joined by a comma, while a webhook is being replaced: the sandbox is one webhook, the newer.
    paypalWebhookId: env.SANDBOX_PAYPAL_WEBHOOK_ID?.split(",").at(-1)?.trim() ?? "WH-SANDBOX",
    latencyMs: wholeNumber(env, "SANDBOX_LATENCY_MS", 0),
    merchantName: env.SANDBOX_MERCHANT_NAME ?? "Paydesk demo shop",
    grantsCardFeatures: env.SANDBOX_PRICING !== "standard",
  };
}

function wholeNumber(env: Environment, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === "") return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}"`);
  return Number(text);
}
