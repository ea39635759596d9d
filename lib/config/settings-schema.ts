import { availableParallelism } from "node:os";
import { z } from "zod";

export type Environment = Readonly<Record<string, string | undefined>>;
export type LogLevel = z.infer<typeof logLevelSchema>;

const logLevelSchema = z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]);
const port = z.coerce
  .number("must be a port number")
  .int("must be a port number")
  .min(1, "must be from 1 to 65535")
  .max(65_535, "must be from 1 to 65535");
const webAddress = z
  .url({ protocol: /^https?$/, error: "must be an http or https address" })
  .transform((url) => url.replace(/\/+$/, ""));

export const settingsSchema = z.object({
  PAYDESK_MODE: z.enum(["demo", "test", "production"], "must be demo, test or production").default("demo"),
  PORT: port.default(3000),
  APP_URL: webAddress.optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// address" }).optional(),
  PAYDESK_DATA_DIR: z.string().default(".paydesk"),
  NEXTAUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/\S+@\S+/, "must be a mail address")
    .optional(),
  MAIL_CATCHER_URL: webAddress.optional(),
  MAIL_HOLD_SECONDS: z.coerce
    .number("must be a number of seconds")
    .int("must be whole seconds")
    .min(0, "must be from 0 to 60")
    .max(60, "must be from 0 to 60")
    .default(10),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^[rs]k_(test|live)_\w+$/, "must be a key that begins with sk_ or rk_")
    .optional(),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .refine((secrets) => secrets.split(",").every((each) => each.trim().length >= 8), {
      error: "must have at least 8 characters, each of two where one is being replaced",
    })
    .optional(),
  STRIPE_API_BASE: webAddress.optional(),
  STRIPE_RAISES_HOLDS: z.enum(["yes", "no"], { error: "must be yes or no" }).default("no"),
  STRIPE_LONG_HOLDS: z.enum(["yes", "no"], { error: "must be yes or no" }).default("no"),
  PAYPAL_CLIENT_ID: z.string().optional(),
  PAYPAL_CLIENT_SECRET: z.string().optional(),
  PAYPAL_WEBHOOK_ID: z.string().optional(),
  PAYPAL_API_BASE: webAddress.optional(),
  PAYDESK_API_KEY: z.string().min(16, "must have at least 16 characters").optional(),
  WEBHOOK_PRIVATE_HOSTS: z.string().default(""),
  WEB_PROCESSES: z.coerce
    .number("must be a number of processes")
    .int("must be a number of processes")
    .min(1, "must be 1 or more")
    .max(64, "must be 64 or fewer")
    .default(Math.min(availableParallelism(), 4)),
  SANDBOX_PORT: port.default(4242),
  LOG_LEVEL: logLevelSchema.default("info"),
});

export type RawSettings = z.infer<typeof settingsSchema>;
