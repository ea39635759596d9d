import type { Environment } from "./settings-schema";

/** The hosts whose pages may call server actions when a proxy in front of Paydesk gives it another name. */
export function allowedOrigins(environment: Environment = process.env): string[] {
  const { APP_URL } = environment;
  return APP_URL && URL.canParse(APP_URL) ? [new URL(APP_URL).host] : [];
}
