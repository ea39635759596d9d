import { Logger } from "graphile-worker";
import { logger } from "@/lib/config/logger";

const levels = { error: "error", warning: "warn", info: "debug", debug: "trace" } as const;

/** The queue's own words, in our log and at our levels. */
export const queueLogger = new Logger(() => (level, message, meta) => {
  const at = levels[level as keyof typeof levels] ?? "debug";
  logger[at](meta?.error ? { err: meta.error } : {}, message);
});
