import pino, { type DestinationStream, type Logger } from "pino";

const CENSORED = "[redacted]";
const SECRET_KEYS = [
  "password",
  "passwordHash",
  "secret",
  "clientSecret",
  "client_secret",
  "token",
  "apiKey",
  "authorization",
  "cookie",
  '["set-cookie"]',
  "email",
  "to",
  "from",
  "phone",
];

export type { Logger };

/** JSON lines on standard output. `logger.child({ correlationId })` follows one click through every process. */
export const logger: Logger = makeLogger(process.env);

export function makeLogger(env: Readonly<Record<string, string | undefined>>, destination?: DestinationStream): Logger {
  const options = {
    level: env.LOG_LEVEL || "info",
    base: { service: env.PAYDESK_SERVICE || "paydesk" },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: toLoggedError },
    redact: { paths: SECRET_KEYS.flatMap(atEveryDepth), censor: CENSORED },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** What an error is, and no more: a database's error carries the row that it is about, and its whole connection. */
function toLoggedError(error: Error): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = pino.stdSerializers.err(error);
  return { type, message, stack, ...("code" in error && { code: error.code }) };
}

function atEveryDepth(key: string): string[] {
  const step = key.startsWith("[") ? key : `.${key}`;
  return [key, `*${step}`, `*.*${step}`, `*.*.*${step}`];
}
