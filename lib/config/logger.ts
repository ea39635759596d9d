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
  "set-cookie",
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
    formatters: { level: (label: string) => ({ level: label }), log: withoutSecrets },
    serializers: { err: toLoggedError },
    // Of a line and of `child`. What lies deeper in a line is looked through by `withoutSecrets`: the package's own patterns for every depth take
    // twenty times as long as writing the line.
    redact: { paths: SECRET_KEYS.map((key) => `["${key}"]`), censor: CENSORED },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** What an error is, and no more: a database's error carries the row that it is about, and its whole connection. */
function toLoggedError(error: Error): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { type, message, stack } = pino.stdSerializers.err(error);
  return { type, message, stack, ...("code" in error && { code: error.code }) };
}

/** The same words with everything secret below them blotted out. What is logged as `err` is left to its serializer. */
function withoutSecrets(words: Record<string, unknown>, depth = 0): Record<string, unknown> {
  if (!Object.values(words).some(isDeep)) return words;
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => {
      const isSerialized = depth === 0 && key === "err";
      return [key, isDeep(value) && !isSerialized ? blotted(value, depth + 1) : value];
    }),
  );
}

function blotted(value: object, depth: number): unknown {
  if (depth > DEEPEST) return CENSORED;
  if (value instanceof Error) return toLoggedError(value);
  if (Array.isArray(value)) return value.map((part) => (isDeep(part) ? blotted(part, depth + 1) : part));
  const known = Object.entries(value).map(([key, part]) => [key, secretKeys.has(key) ? CENSORED : part] as const);
  return withoutSecrets(Object.fromEntries(known), depth);
}

function isDeep(value: unknown): value is object {
  return typeof value === "object" && value !== null && !("toJSON" in value);
}

const secretKeys: ReadonlySet<string> = new Set(SECRET_KEYS);
/** No line has a reason to go deeper. */
const DEEPEST = 10;
